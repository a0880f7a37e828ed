/** How words stand in the record that the host knows by another spelling: what looks like a secret is kept as a hash. */
export interface RecordedWords {
  name(name: string): string;
  key(key: string): string;
  path(path: string): string;
}
