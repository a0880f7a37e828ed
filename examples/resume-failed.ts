/** A work that failed goes on where it broke: what its children have done already is not done again. */
import { type NotResumableError, Tracker } from 'worktrail';

const tracker = new Tracker();
let isDiskFull = true;

const pull = tracker.track('pull', (table: string) => {
  console.log(`pulling ${table}`);
  return `${table}: 3 rows`;
});
const store = tracker.track('store', (rows: readonly string[]) => {
  if (isDiskFull) throw new Error('the disk is full');
  return rows.length;
});
const nightly = tracker.track('nightly', async (...tables: string[]) => {
  const rows: string[] = [];
  for (const table of tables) rows.push(await pull(table));
  return await store(rows);
});

const failed = nightly.start('users', 'orders');
const { stage, reason } = await failed.settled();
console.log(stage, reason, `resumable: ${failed.isResumable}`);

isDiskFull = false;
const resumed = await tracker.resume(failed.id); // with the same arguments
console.log(`stored ${String(await resumed.result())} tables without pulling them again`);
console.log(`same path: ${resumed.path === failed.path}, linked: ${failed.resumedTo === resumed.id}`);

await tracker
  .resume(failed.id)
  .catch((error: NotResumableError) => console.log(error.code, error.message.replace(failed.path, 'it')));
console.log(
  tracker
    .work('nightly')
    .history.map((record) => record.stage)
    .join(' '),
);
