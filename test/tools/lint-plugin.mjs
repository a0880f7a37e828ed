/** The rules of this house that no linter ships. */
import { analyse } from 'scslre';

const rule = (message, visitor) => ({
  create: (context) => visitor((node) => context.report({ node, message })),
});

const noExportStar = rule('name what is exported: the door is an explicit list', (report) => ({
  ExportAllDeclaration: report,
}));

const noEnum = rule('take an `as const` object: the sources run by type stripping', (report) => ({
  TSEnumDeclaration: report,
}));

const zodAsNamespace = rule(
  "write `import * as z from 'zod'`: named imports keep the whole of zod in a bundle",
  (report) => ({
    ImportDeclaration(node) {
      if (node.source.value !== 'zod' || node.importKind === 'type') return;
      if (node.specifiers.some((specifier) => specifier.type !== 'ImportNamespaceSpecifier')) report(node);
    },
  }),
);

/** Its message tells with which character a text makes it slow. */
const noSlowRegExp = {
  create: (context) => ({
    Literal(node) {
      for (const message of node.regex ? slownessOf(node.regex) : []) context.report({ node, message });
    },
    NewExpression(node) {
      if (node.callee.name === 'RegExp') context.report({ node, message: 'write a literal, which can be judged' });
    },
  }),
};

/** `Move` is a search that starts anew at each place of a long run, which nothing but the length of the text bounds. */
function slownessOf({ pattern, flags }) {
  const { reports } = analyse({ source: pattern, flags }, { reportTypes: { Move: true } });
  return reports.map(({ type, exponential, character }) => {
    const cost = exponential ? 'exponential' : 'quadratic or worse';
    return `${cost} (${type.toLowerCase()}) on a long run of ${JSON.stringify(character.pick)}: bound it, or split it`;
  });
}

export default {
  meta: { name: 'house' },
  rules: {
    'no-export-star': noExportStar,
    'no-enum': noEnum,
    'no-slow-regexp': noSlowRegExp,
    'zod-as-namespace': zodAsNamespace,
  },
};
