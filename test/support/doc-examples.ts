import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { root } from './examples.ts';

/** Code that a user reads, and where. */
export interface DocExample {
  readonly place: string;
  readonly code: string;
}

const compilerOptions: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  paths: {
    worktrail: [`${root}dist/index.d.ts`],
    'worktrail/testing/*': [`${root}dist/testing-*.d.ts`],
    'worktrail/*': [`${root}dist/*.d.ts`],
  },
};

/** The examples in the docstrings of what these doors hand out, and of its members. */
export function examplesOf(doors: readonly string[]): readonly DocExample[] {
  const program = ts.createProgram(
    doors.map((door) => `${root}dist/${door}.d.ts`),
    compilerOptions,
  );
  const checker = program.getTypeChecker();
  const symbols = new Set(doors.flatMap((door) => handedOut(program, checker, `${root}dist/${door}.d.ts`)));
  return [...symbols].flatMap((symbol) =>
    [symbol, ...membersOf(symbol)].flatMap((each) => examplesIn(each, checker, symbol.name)),
  );
}

function handedOut(program: ts.Program, checker: ts.TypeChecker, file: string): readonly ts.Symbol[] {
  const door = checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile);
  const symbols = door ? checker.getExportsOfModule(door) : [];
  return symbols.map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
}

const membersOf = ({ members, exports }: ts.Symbol): readonly ts.Symbol[] => [
  ...(members?.values() ?? []),
  ...(exports?.values() ?? []),
];

function examplesIn(symbol: ts.Symbol, checker: ts.TypeChecker, owner: string): readonly DocExample[] {
  const place = symbol.name === owner ? owner : `${owner}.${symbol.name}`;
  const tags = symbol.getJsDocTags(checker).filter(({ name }) => name === 'example');
  return tags.map(({ text }) => ({ place, code: ts.displayPartsToString(text).replaceAll(/^```(ts)?$/gm, '') }));
}

/** The blocks of a page that are marked as TypeScript. */
export function blocksOf(file: string): readonly DocExample[] {
  const blocks = readFileSync(`${root}${file}`, 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm);
  return Array.from(blocks, ([, code = ''], at) => ({ place: `${file}, block ${at + 1}`, code }));
}

/**
 * What the compiler says of each example, against the built package. What an example does not declare itself it finds in
 * the preambles: all that the doors hand out, and functions of the reader's own.
 */
export function complaintsAbout(examples: readonly DocExample[], preambles: readonly string[]): readonly string[] {
  const texts = new Map(examples.map(({ code }, at) => [`${root}test/support/example-${at}.mts`, moduleOf(code)]));
  for (const [at, text] of preambles.entries()) texts.set(`${root}test/support/preamble-${at}.d.mts`, text);
  const host = ts.createCompilerHost(compilerOptions);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => texts.has(name) || fileExists(name);
  host.getSourceFile = (name, options, ...rest) => {
    const text = texts.get(name);
    return text === undefined ? getSourceFile(name, options, ...rest) : ts.createSourceFile(name, text, options);
  };
  const program = ts.createProgram([...texts.keys()], compilerOptions, host);
  const places = [...texts.keys()];
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const place = examples[places.indexOf(file?.fileName ?? '')]?.place ?? file?.fileName;
    return `${place}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

/** Imports come first, and what follows them may hide what the preamble declares. */
function moduleOf(code: string): string {
  const imports = code.match(/^import [^;]*;$/gm) ?? [];
  return `${imports.join('\n')}\nexport {};\n{\n${code.replaceAll(/^import [^;]*;$/gm, '')}\n}\n`;
}
