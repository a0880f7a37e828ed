/** A host with a loop of its own. The tracker has no timer here: what is due happens in `tick()`. */
import { setImmediate as frame } from 'node:timers/promises';
import { Tracker } from 'worktrail';

const tracker = new Tracker({ timers: 'host' });

async function trainModel(epoch: number): Promise<string> {
  for (let batch = 1; batch <= 3; batch += 1) {
    await frame();
    tracker.current?.reportProgress(batch, 3);
  }
  if (epoch === 2 && tracker.current?.attempt === 1) throw new Error('the loss is NaN');
  return `weights of epoch ${epoch}`;
}

const train = tracker.track('train', trainModel, { once: true, retries: 1 });
const epochs = 3;
let epoch = 1;
while (epoch <= epochs) {
  const task = train.start(epoch); // starts once per argument; asking again costs nothing
  for (const fact of tracker.tick().facts) {
    if (fact.type === 'stage_changed') console.log(`epoch ${epoch}: ${fact.to}`, fact.reason ?? '');
  }
  if (train.work.isUnsuccessful) break;
  if (task.hasSucceeded) epoch += 1;
  await frame();
}

const { runs, successes } = train.work.status();
console.log(`${runs} runs, ${successes} successes; idle: ${tracker.tick().idle}`);
