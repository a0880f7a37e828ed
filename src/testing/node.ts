import { afterEach } from 'node:test';
import { finishWith, type Made } from './runner.ts';

finishTests();

function finishTests(): void {
  const made: Made[] = [];
  finishWith((each) => made.push(each));
  afterEach(async () => {
    for (const each of made.splice(0)) await each.finish();
  });
}
