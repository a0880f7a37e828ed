import type { Files, OpenFile } from '../ports/files.ts';
import { foreign } from './complaints.ts';

const segmentFile = /^(\d{8,15})\.jsonl$/;

/** The directory of a journal. Its segments are named by number: `00000001.jsonl`, `00000002.jsonl`, … */
export class Folder {
  readonly files: Files;
  readonly path: string;

  constructor(files: Files, path: string) {
    this.files = files;
    this.path = path;
  }

  pathOf(name: string): string {
    return `${this.path}/${name}`;
  }

  /** The numbers of the segments that are there, in order. */
  numbers(): readonly number[] {
    const numbers: number[] = [];
    for (const { name, isFile } of this.files.list(this.path)) {
      const number = segmentFile.exec(name)?.[1];
      if (number === undefined) continue;
      if (!isFile) throw foreign(name, 'is not a plain file');
      numbers.push(Number(number));
    }
    return numbers.sort((a, b) => a - b);
  }

  /** The names of files that were begun and not taken into use. */
  leftovers(): readonly string[] {
    return this.files.list(this.path).flatMap(({ name, isFile }) => (isFile && name.endsWith('.tmp') ? [name] : []));
  }

  open(number: number, how: 'create' | 'write' | 'read'): OpenFile {
    return this.files.open(this.pathOf(segmentName(number)), how);
  }

  /** Opens a segment, hands it to `use`, and closes it. */
  using<T>(number: number, how: 'write' | 'read', use: (file: OpenFile) => T): T {
    const file = this.open(number, how);
    try {
      return use(file);
    } finally {
      file.close();
    }
  }

  sync(): void {
    this.files.syncDirectory(this.path);
  }
}

export function segmentName(number: number): string {
  return `${String(number).padStart(8, '0')}.jsonl`;
}
