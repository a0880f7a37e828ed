import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { JournalOwner } from '../ports/journal.ts';

/** Who we are, and whether another owner still lives. */
export interface Owners {
  self(): JournalOwner;
  /** `unknown`: it cannot be told from here, as for a process of another host. */
  look(owner: JournalOwner): 'alive' | 'dead' | 'unknown';
}

/**
 * The processes of this machine. A process is recognised by its pid and its start time, and a run of the machine by its
 * boot id, where the system tells them (Linux); elsewhere by its pid alone.
 */
export const machineOwners: Owners = {
  self: () => ({ host: hostname(), pid: process.pid, ...startOf(process.pid), ...bootId() }),
  look(owner) {
    if (owner.host !== hostname()) return 'unknown';
    const { boot } = bootId();
    if (boot !== undefined && owner.boot !== undefined && boot !== owner.boot) return 'dead';
    return isRunning(owner) ? 'alive' : 'dead';
  },
};

function isRunning({ pid, start }: JournalOwner): boolean {
  if (!exists(pid)) return false;
  const found = processLine(pid);
  if (found === undefined) return true;
  return !found.ended && (start === undefined || found.start === start);
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startOf(pid: number): { start?: string } {
  const start = processLine(pid)?.start;
  return start === undefined ? {} : { start };
}

/** The state of a process (`Z`, `X`: it has ended and waits to be collected) and its start time in clock ticks. */
function processLine(pid: number): { ended: boolean; start: string | undefined } | undefined {
  const text = contentOf(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { ended: fields[0] === 'Z' || fields[0] === 'X', start: fields[19] };
}

function bootId(): { boot?: string } {
  const boot = contentOf('/proc/sys/kernel/random/boot_id')?.trim();
  return boot === undefined ? {} : { boot };
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
