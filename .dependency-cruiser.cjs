/** The floors: `.floors.json` is the allow-list, one row for each room; what stands in no row is forbidden. */
const { rooms } = require('./.floors.json');

const inRooms = (names) => names.map((name) => `^src/${name}/`);
const escaped = (name) => name.replaceAll(/[/.]/g, '\\$&');
const inPackages = (names) =>
  names.flatMap((name) =>
    name.startsWith('node:')
      ? [`^(node:)?${escaped(name.slice(5))}$`]
      : [`(^|/)node_modules/${escaped(name)}/`, `^${escaped(name)}$`],
  );

/** A relative import that leads nowhere is told of by a rule of its own. */
const notFound = '^\\.';
const valueImport = { dependencyTypesNot: ['type-only'] };

/** What a room may not import at all, and of which rooms it may import types only. */
const roomRules = Object.entries(rooms).flatMap(([room, { rooms: below, typesOnly = [], packages }]) => {
  const words = [...below, ...typesOnly.map((name) => `${name} (types)`), ...packages].join(', ');
  const rule = (name, to) => ({
    name,
    severity: 'error',
    comment: `${room} may import ${words || 'nothing'}: see .floors.json`,
    from: { path: `^src/${room}/` },
    to,
  });
  return [
    rule(`floor-${room}`, {
      pathNot: [...inRooms([room, ...below, ...typesOnly]), ...inPackages(packages), notFound],
    }),
    ...typesOnly.map((name) => rule(`types-of-${name}`, { path: inRooms([name]), ...valueImport })),
  ];
});

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'known-room',
      severity: 'error',
      comment: 'a folder of src without a row in .floors.json, or a folder inside a room: rooms are flat',
      from: { path: '^src/[^/]+/', pathNot: Object.keys(rooms).map((room) => `^src/${room}/[^/]+$`) },
      to: {},
    },
    {
      name: 'door-imports-rooms',
      severity: 'error',
      comment: 'a door (src/*.ts) hands out what rooms hold, and takes nothing from packages',
      from: { path: '^src/[^/]+$' },
      to: { pathNot: inRooms(Object.keys(rooms)) },
    },
    {
      name: 'nobody-imports-the-door',
      severity: 'error',
      comment: 'a door (src/*.ts) is for users only',
      from: { path: '^src/' },
      to: { path: '^src/[^/]+$' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'type-only circles count',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-date-fns-root',
      severity: 'error',
      comment: 'the root of date-fns costs a second to load: import types from it, and functions from its sub-paths',
      from: {},
      to: { path: ['node_modules/date-fns/index\\.', '^date-fns$'], ...valueImport },
    },
    {
      name: 'date-fns-lazily',
      severity: 'error',
      comment: 'only date-fns/milliseconds may be imported statically',
      from: {},
      to: {
        path: '(^|/)date-fns/',
        pathNot: 'date-fns/milliseconds\\b',
        dynamic: false,
        ...valueImport,
      },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'an import that leads nowhere',
      from: {},
      to: {
        couldNotResolve: true,
        pathNot: ['^@opentelemetry/', '^prom-client$', '^pg$', '^ioredis$', '^redis$', '^bullmq$'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
