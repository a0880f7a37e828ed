/** The rules of this house that no linter ships. */

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

export default {
  meta: { name: 'house' },
  rules: { 'no-export-star': noExportStar, 'no-enum': noEnum, 'zod-as-namespace': zodAsNamespace },
};
