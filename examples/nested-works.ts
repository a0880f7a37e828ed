/** Calls inside a tracked call become its children, across `await`, timers and promises. */
import { setTimeout } from 'node:timers/promises';
import { Tracker, type TreeNode } from 'worktrail';

const tracker = new Tracker();

const fetchPage = tracker.track('fetch', async (page: number) => {
  const isSlow = page > 2;
  await setTimeout(isSlow ? 60_000 : 5, undefined, { signal: tracker.current?.signal });
  return `page ${page}`;
});
const crawl = tracker.track('crawl', async (pages: number) => {
  const fetched = await Promise.all(Array.from({ length: pages }, (_, at) => fetchPage(at + 1)));
  return await tracker.run('index', () => fetched.length);
});

function print({ task, children }: TreeNode, depth = 0): void {
  const { stage, reason } = task.status();
  console.log(`${'  '.repeat(depth)}${task.path.padEnd(16 - 2 * depth)} ${stage} ${reason ?? ''}`);
  for (const child of children) print(child, depth + 1);
}

console.log(await crawl(2), 'pages');

const second = crawl.start(3);
await second.children[1]?.settled();
second.cancel('two pages are enough');
await second.settled();

for (const root of tracker.tree()) print(root);
console.log(tracker.counts());
for (const { path, stage, reason, message } of tracker.find('crawl/fetch_2')?.why() ?? []) {
  console.log(`${path} ${stage} (${reason}) ${message ?? ''}`);
}
