import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import { keepThread } from './lasting-thread.mjs';
import { room, rooms } from './rooms.mjs';

const { tests } = rooms[room];
keepThread();

/** In the order in which the room lists its tests: a mutant that a quick test kills never meets a slow one. */
class Listed extends BaseSequencer {
  async sort(files) {
    const place = ({ moduleId }) => tests.findIndex((test) => moduleId.endsWith(test));
    return [...files].sort((one, other) => place(one) - place(other));
  }
}

/** The tests of one room, without types and reports. */
export default defineConfig({
  test: {
    include: tests,
    setupFiles: ['./test/mutation/no-mutant.mjs'],
    pool: 'threads',
    isolate: false,
    reporters: [],
    testTimeout: 60_000,
    sequence: { sequencer: Listed },
  },
});
