import type { FileEntry, Files, OpenFile } from '../../src/ports/files.ts';
import type { Random } from './random.ts';

/**
 * A disk in memory that can lose its power. It promises what the port `Files` promises and not a bit more: what was not
 * synced may be there after a power cut, or not, or in part, in any order, or as garbage; a name that was not synced
 * may be there or not. Bytes that were synced stay as they are, also when their sector is written again.
 */
const sectorBytes = 512;

type Change =
  | { readonly kind: 'write'; readonly position: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly size: number };

interface Naming {
  readonly removed?: string;
  readonly added?: string;
  readonly inode: Inode;
}

export type Operation =
  | 'list'
  | 'open'
  | 'create'
  | 'read'
  | 'write'
  | 'truncate'
  | 'sync'
  | 'syncLater'
  | 'link'
  | 'rename'
  | 'remove'
  | 'syncDirectory'
  | 'size';

/** What the disk does instead of an operation: fail, or write less. */
export type Fault = { readonly errno: string } | { readonly short: number } | undefined;

export class PowerCut extends Error {
  readonly code = 'EPOWER';
}

class Inode {
  durable: Buffer = Buffer.alloc(0);
  live: Buffer = Buffer.alloc(0);
  pending: Change[] = [];
  /** How many changes were made durable before the first pending one. */
  settled = 0;

  change(change: Change): void {
    this.pending.push(change);
    this.live = changed(this.live, change);
  }

  /** Makes the changes up to number `until` durable. */
  settle(until: number): void {
    while (this.settled < until) {
      this.durable = changed(this.durable, this.pending.shift() as Change);
      this.settled++;
    }
  }
}

export class SimDisk {
  /** Asked before each operation. */
  fault: (operation: Operation, count: number) => Fault = () => undefined;
  /** The operation, counted from now, at which the power goes. */
  cutIn = Number.POSITIVE_INFINITY;
  /** Whether background syncs end by themselves; else `finishSyncs` ends them. */
  eager = false;
  /** How many operations there were. */
  count = 0;
  /** How many files were opened and not closed. */
  openFiles = 0;
  #names = new Map<string, Inode>();
  #durableNames = new Map<string, Inode>();
  #namings: Naming[] = [];
  #syncs: (() => void)[] = [];
  #isOff = false;
  /** Grows with each death, so that what a dead process still holds is of no use. */
  #epoch = 0;

  get isOff(): boolean {
    return this.#isOff;
  }

  /** The files as a process sees them until the power goes. */
  files(): Files {
    const epoch = this.#epoch;
    const enter = (operation: Operation, action?: () => void) => this.#enter(epoch, operation, action);
    return {
      makeDirectory: () => undefined,
      list: () => (enter('list'), this.#list()),
      open: (path, how) => this.#open(epoch, nameOf(path), how),
      link: (from, to) => enter('link', () => this.#link(nameOf(from), nameOf(to))),
      rename: (from, to) => enter('rename', () => this.#rename(nameOf(from), nameOf(to))),
      remove: (path) => enter('remove', () => this.#remove(nameOf(path))),
      syncDirectory: () => {
        enter('syncDirectory');
        this.#durableNames = new Map(this.#names);
        this.#namings = [];
      },
    };
  }

  /** Lets background syncs end, the oldest first. */
  finishSyncs(count = Number.POSITIVE_INFINITY): void {
    for (let n = 0; n < count && this.#syncs.length > 0; n++) this.#syncs.shift()?.();
  }

  /** What a name holds now. */
  content(name: string): Buffer | undefined {
    return this.#names.get(name)?.live;
  }

  /** Puts bytes under a name, durably. */
  put(name: string, bytes: Uint8Array): void {
    const inode = new Inode();
    inode.durable = inode.live = Buffer.from(bytes);
    this.#names.set(name, inode);
    this.#durableNames.set(name, inode);
  }

  names(): readonly string[] {
    return [...this.#names.keys()].sort();
  }

  /** The process dies; the disk keeps its power. */
  kill(): void {
    this.#epoch++;
    this.#syncs = [];
    this.cutIn = Number.POSITIVE_INFINITY;
    this.#isOff = false;
  }

  /** The power goes and comes back. */
  cutPower(random: Random): void {
    const survives = survivalOf(random);
    const names = new Map(this.#durableNames);
    for (const naming of this.#namings) if (survives()) apply(names, naming);
    for (const inode of new Set([...this.#names.values(), ...names.values()])) lose(inode, survives, random);
    this.#names = names;
    this.#durableNames = new Map(names);
    this.#namings = [];
    this.kill();
  }

  #enter(epoch: number, operation: Operation, action?: () => void): Fault {
    if (this.#isOff || epoch !== this.#epoch) throw new PowerCut('the power is off');
    this.count++;
    if (--this.cutIn < 0) {
      if (this.count % 2 === 0) action?.();
      this.#isOff = true;
      throw new PowerCut('the power went off');
    }
    const fault = this.fault(operation, this.count);
    if (fault !== undefined && 'errno' in fault) throw errno(fault.errno, operation);
    action?.();
    return fault;
  }

  #list(): readonly FileEntry[] {
    return [...this.#names.keys()].map((name) => ({ name, isFile: true }));
  }

  #link(from: string, to: string): void {
    if (this.#names.has(to)) throw errno('EEXIST', 'link');
    this.#name({ added: to, inode: this.#inode(from) });
  }

  #rename(from: string, to: string): void {
    this.#name({ removed: from, added: to, inode: this.#inode(from) });
  }

  #remove(name: string): void {
    this.#name({ removed: name, inode: this.#inode(name) });
  }

  #name(naming: Naming): void {
    apply(this.#names, naming);
    this.#namings.push(naming);
  }

  #inode(name: string): Inode {
    const inode = this.#names.get(name);
    if (inode === undefined) throw errno('ENOENT', name);
    return inode;
  }

  #open(epoch: number, name: string, how: 'create' | 'write' | 'read'): OpenFile {
    this.#enter(epoch, how === 'create' ? 'create' : 'open');
    if (how === 'read') return { ...this.#handle(epoch, this.#inode(name)), ...readOnly };
    if (how === 'write') return this.#handle(epoch, this.#inode(name));
    if (this.#names.has(name)) throw errno('EEXIST', 'create');
    const inode = new Inode();
    this.#name({ added: name, inode });
    return this.#handle(epoch, inode);
  }

  #handle(epoch: number, inode: Inode): OpenFile {
    this.openFiles++;
    const enter = (operation: Operation, action?: () => void) => this.#enter(epoch, operation, action);
    return {
      size: () => (enter('size'), inode.live.length),
      read: (bytes, start, length, position) => {
        enter('read');
        return inode.live.copy(bytes, start, position, position + length);
      },
      write: (bytes, length, position) => this.#write(epoch, inode, Buffer.from(bytes.subarray(0, length)), position),
      truncate: (size) => void enter('truncate', () => inode.change({ kind: 'truncate', size })),
      sync: () => {
        enter('sync');
        inode.settle(inode.settled + inode.pending.length);
      },
      syncLater: () => this.#syncLater(epoch, inode),
      close: () => void this.openFiles--,
    };
  }

  #write(epoch: number, inode: Inode, bytes: Buffer, position: number): number {
    const fault = this.fault('write', this.count + 1);
    const length = fault !== undefined && 'short' in fault ? Math.min(fault.short, bytes.length) : bytes.length;
    this.#enter(epoch, 'write', () => inode.change({ kind: 'write', position, bytes: bytes.subarray(0, length) }));
    return length;
  }

  #syncLater(epoch: number, inode: Inode): Promise<void> {
    return new Promise((resolve, reject) => {
      const until = inode.settled + inode.pending.length;
      this.#syncs.push(() => {
        try {
          this.#enter(epoch, 'syncLater');
          inode.settle(until);
          resolve();
        } catch (error) {
          if (!(error instanceof PowerCut)) reject(error);
        }
      });
      if (this.eager) queueMicrotask(() => this.finishSyncs(1));
    });
  }
}

/** What a file that was opened to be read refuses. */
const readOnly: Pick<OpenFile, 'write' | 'truncate'> = {
  write: () => {
    throw errno('EBADF', 'write');
  },
  truncate: () => {
    throw errno('EBADF', 'truncate');
  },
};

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function errno(code: string, what: string): Error {
  return Object.assign(new Error(`${code}: ${what}`), { code });
}

function apply(names: Map<string, Inode>, { removed, added, inode }: Naming): void {
  if (removed !== undefined) names.delete(removed);
  if (added !== undefined) names.set(added, inode);
}

function changed(content: Buffer, change: Change): Buffer {
  if (change.kind === 'truncate') return resized(content, change.size);
  const result = resized(content, Math.max(content.length, change.position + change.bytes.length));
  change.bytes.copy(result, change.position);
  return result;
}

function resized(content: Buffer, size: number): Buffer {
  const result = Buffer.alloc(size);
  content.copy(result, 0, 0, size);
  return result;
}

/** How kind a power cut is: everything survives, nothing, what came first, or anything. */
function survivalOf(random: Random): () => boolean {
  const kind = random.below(5);
  let left = random.below(12);
  if (kind === 0) return () => true;
  if (kind === 1) return () => false;
  if (kind === 2) return () => left-- > 0;
  const share = random.next();
  return () => random.chance(share);
}

/** Applies the pending changes sector by sector, each of which survives or does not, or turns to garbage. */
function lose(inode: Inode, survives: () => boolean, random: Random): void {
  const fate = random.pick(['dropped', 'dropped', 'zeroes', 'garbage'] as const);
  const kept = inode.pending.flatMap((change): readonly Change[] => {
    if (change.kind === 'truncate') return survives() ? [change] : [];
    return sectorsOf(change).flatMap((sector) => (survives() ? [sector] : ruined(sector, fate, random)));
  });
  inode.live = kept.reduce<Buffer>(changed, inode.durable);
  inode.durable = inode.live;
  inode.pending = [];
}

type Write = Extract<Change, { kind: 'write' }>;

function sectorsOf({ position, bytes }: Write): readonly Write[] {
  const sectors: Write[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + sectorBytes - ((position + at) % sectorBytes));
    sectors.push({ kind: 'write', position: position + at, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return sectors;
}

function ruined({ position, bytes }: Write, fate: 'dropped' | 'zeroes' | 'garbage', random: Random): readonly Write[] {
  if (fate === 'dropped') return [];
  const fill = fate === 'zeroes' ? () => 0 : () => random.below(256);
  return [{ kind: 'write', position, bytes: Buffer.from(bytes.map(fill)) }];
}
