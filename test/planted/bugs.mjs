/**
 * Bugs that somebody could make, each with the test that is there to catch it. `find` stands exactly once in `file`;
 * `test` is the full name of the test, with the names of what it stands in before it.
 */
const journal = (name) => `test/journal/${name}.test.ts`;

export const bugs = [
  {
    name: 'skip the checksum',
    file: 'src/journal/line.ts',
    find: 'return hexAt(view, body + opening.length) === crc32(view, start, body, seed) ? body : -1;',
    replace: 'return hexAt(view, body + opening.length) < 0 ? -1 : body;',
    test: { file: journal('recovery'), name: 'damage to what was promised is found by its checksum alone' },
  },
  {
    name: 'skip the truncation of a write that was cut short',
    file: 'src/journal/segment.ts',
    find: 'this.#file.truncate(size);',
    replace: '',
    test: { file: journal('faults'), name: 'a full disk after a write of only 60 bytes, those are cut off again' },
  },
  {
    name: 'skip the truncation of a torn end',
    file: 'src/journal/tidy.ts',
    find: 'file.truncate(end);',
    replace: '',
    test: { file: journal('recovery'), name: 'a torn end is cut, kept aside and reported' },
  },
  {
    name: 'acknowledge before the write',
    file: 'src/journal/flushing.ts',
    find: 'else this.#proving(() => this.#writer.add(facts, synced));',
    replace: 'else this.#noting(() => this.#writer.hold(facts, synced));',
    test: { file: journal('faults'), name: 'durability `os`: what append took survives the death of the process' },
  },
  {
    name: 'acknowledge before the flush',
    file: 'src/journal/sync-loop.ts',
    find: 'await this.#of.sync();\n      this.advance(covering);',
    replace: 'this.#of.sync().catch(() => 0);\n      await 0;\n      this.advance(covering);',
    test: {
      file: journal('faults'),
      name: 'durability `always` acknowledges a fact when the flush that covers it has ended, not before',
    },
  },
  {
    name: 'retry a failed fsync',
    file: 'src/journal/segment.ts',
    find: 'await this.#file.syncLater();',
    replace: 'await this.#file.syncLater().catch(() => this.#file.syncLater());',
    test: { file: journal('faults'), name: 'a failed flush is not tried again, though the next one would succeed' },
  },
  {
    name: 'unlink the lock',
    file: 'src/journal/claim.ts',
    find: '    folder.files.link(folder.pathOf(name), folder.pathOf(segmentName(header.segment)));',
    replace: `    removeQuietly(folder, segmentName(header.segment));
    folder.files.link(folder.pathOf(name), folder.pathOf(segmentName(header.segment)));`,
    test: {
      file: journal('lock'),
      name: 'a journal has one owner whose lock nobody takes away, however late they come',
    },
  },
  {
    name: 'last writer wins on done stages',
    file: 'src/rules/enter.ts',
    find: 'const road = state.lifecycle.road(state.stage, to);',
    replace: "const road = state.lifecycle.road(state.phase === 'done' ? 'running' : state.stage, to);",
    test: {
      file: 'test/rules/enter.test.ts',
      name: 'a done stage is the end of its task: whoever comes later is refused',
    },
  },
  {
    name: 'tell before apply',
    file: 'src/engine/bus.ts',
    find: `      if (write.seq < seq) this.#rememberNext(write);
      const draft = drafts[seq - first] as Draft;
      if (entity?.bound?.isListening) this.#tellTask(entity.bound, draft, seq);
      if (this.#observers.length > 0) this.#tellObservers(draft, seq, entity?.position);`,
    replace: `      const draft = drafts[seq - first] as Draft;
      if (entity?.bound?.isListening) this.#tellTask(entity.bound, draft, seq);
      if (this.#observers.length > 0) this.#tellObservers(draft, seq, entity?.position);
      if (write.seq < seq) this.#rememberNext(write);`,
    test: {
      file: 'test/engine/bus.test.ts',
      name: 'a fact is remembered, told, and only then the next one of its command is remembered',
    },
  },
  {
    name: 'no queue in the bus',
    file: 'src/engine/bus.ts',
    find: `    if (this.#last) return this.#append(this.#last, first, end);`,
    replace: `    if (this.#last) return void (this.#tellAll(first), first !== end && this.#tellAll(end));`,
    test: {
      file: 'test/engine/bus.test.ts',
      name: 'a listener that gives commands lets every listener hear the facts in one order',
    },
  },
  {
    name: 'wall-clock durations',
    file: 'src/views/time-parts.ts',
    find: 'estimated ? to.wall - from.wall : to.mono - from.mono',
    replace: 'to.wall - from.wall',
    test: {
      file: 'test/views/timings.test.ts',
      name: 'one attempt takes its lengths from the monotonic clock, whatever the wall clock does',
    },
  },
  {
    name: 'no directory fsync',
    file: 'src/journal/take-over.ts',
    find: `  try {
    folder.sync();
  } catch (error) {`,
    replace: `  try {
    // nothing
  } catch (error) {`,
    test: { file: journal('power-cuts'), name: 'what was flushed stands under names that no power cut takes' },
  },
  {
    name: 'watermark one too high',
    file: 'src/journal/writer.ts',
    find: 'let watermark = synced > this.#told ? synced : 0;',
    replace: 'let watermark = synced > this.#told ? synced + 1 : 0;',
    test: {
      file: journal('recovery'),
      name: 'damage to what was promised right above the watermark, which a later line tells, is a torn end',
    },
  },
  {
    name: 'watermark one too low',
    file: 'src/journal/writer.ts',
    find: 'let watermark = synced > this.#told ? synced : 0;',
    replace: 'let watermark = synced > this.#told ? synced - 1 : 0;',
    test: { file: journal('recovery'), name: 'damage to what was promised at the watermark itself is refused' },
  },
  {
    name: 'recovery twice',
    file: 'src/tracker/recovering.ts',
    find: "runtime.engine.inherit({ type: 'recovered', owner, lastSeenAt: last.timestamp, ...found });",
    replace: "runtime.engine.note({ type: 'recovered', owner, lastSeenAt: last.timestamp, ...found });",
    test: { file: 'test/tracker/recovering.test.ts', name: 'a second recovery appends nothing' },
  },
];
