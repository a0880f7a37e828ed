/** The process of `fresh`: calls an export of a module and prints what it returns, as JSON, as the last line. */
const [module, name, args] = process.argv.slice(2);
const action = (await import(module))[name];
const result = await action(...JSON.parse(args));
process.stdout.write(`\n${JSON.stringify(result)}`, () => process.exit());
