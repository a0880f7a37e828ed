import { mkdirSync, writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule, TestRunEndReason } from 'vitest/node';

/**
 * Says at the very end how many tests passed and failed, in one line alone, and keeps that line in `.cache/counts.txt`.
 * A file that could not be read, and an error outside of any test, count as one failure each; so does a run that failed
 * before its first test.
 */
export default class Counts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[], reason: TestRunEndReason): void {
    const failures = failed(modules) + unhandled.length;
    const line = `${passed(modules)} passed, ${Math.max(failures, reason === 'passed' ? 0 : 1)} failed`;
    mkdirSync('.cache', { recursive: true });
    writeFileSync('.cache/counts.txt', `${line}\n`);
    process.on('exit', () => console.log(line));
  }
}

const passed = (modules: readonly TestModule[]): number => sum(modules, (module) => countOf(module, 'passed'));

const failed = (modules: readonly TestModule[]): number =>
  sum(modules, (module) => countOf(module, 'failed') || Number(module.state() === 'failed'));

const countOf = (module: TestModule, state: 'passed' | 'failed'): number => [...module.children.allTests(state)].length;

const sum = (modules: readonly TestModule[], count: (module: TestModule) => number): number =>
  modules.reduce((total, module) => total + count(module), 0);
