/** Runs one benchmark and prints what it measured as JSON, as the last line. Each gets a process of its own. */
const [name] = process.argv.slice(2);
const { title, measure } = await import(`./cases/${name}.mjs`);
const { rows, goals } = await measure();
const seconds = performance.now() / 1000;
process.stdout.write(`\n${JSON.stringify({ name, title, rows, goals, seconds })}`, () => process.exit());
