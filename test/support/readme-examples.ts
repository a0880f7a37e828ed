import { readFileSync } from 'node:fs';
import { golden, root } from './examples.ts';

export const readmeFile = `${root}README.md`;
export const readme = (): string => readFileSync(readmeFile, 'utf8');

/** An example of the README: its file named, its text, and what it prints. */
const example = /^`examples\/(.+)\.ts`\n\n```ts\n([\s\S]*?)^```\n\nIt prints:\n\n```text\n([\s\S]*?)^```$/gm;

export const namesIn = (text: string): readonly string[] => Array.from(text.matchAll(example), ([, name = '']) => name);

/** The README with its examples as the files and the golden files have them. */
export function withExamples(text: string): string {
  return text.replaceAll(example, (_, name: string) => {
    const code = readFileSync(`${root}examples/${name}.ts`, 'utf8');
    const block = (language: string, content: string) => `\`\`\`${language}\n${content}\`\`\``;
    return `\`examples/${name}.ts\`\n\n${block('ts', code)}\n\nIt prints:\n\n${block('text', golden(name))}`;
  });
}

/** The lines of the demo that are shown, without the times before them. */
export function demoLines(text: string): readonly string[] {
  const block = /^## See it work$[\s\S]*?^```text\n([\s\S]*?)^```$/m.exec(text)?.[1] ?? '';
  return block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '…');
}
