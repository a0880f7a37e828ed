import { it } from 'vitest';
import { createRedactor } from '../../src/codec/redact.ts';
it('perf', () => {
  const { text, value } = createRedactor();
  const sets: Record<string, string[]> = {
    names: ['load', 'nightly', 'parse_rows', 'fetch-users', 'orders', 'import 17'],
    sentences: ['loaded 3201 rows from movies.json', 'the file is not there any more', 'retrying in 3 seconds', 'waiting for a slot', 'import of orders done'],
    logs: ['12:30:05 done', 'https://example.com/a/b?page=2&sort=name', 'level=info rows=12 took=3ms', 'a: 1, b: 2', '2026-01-02T03:04:05.000Z'],
    stack: [new Error('no such file').stack as string],
    long: ['lorem ipsum dolor sit amet consectetur '.repeat(1600)],
  };
  for (const [name, list] of Object.entries(sets)) {
    const run = (n: number) => { let x = 0; for (let i = 0; i < n; i++) x += text(list[i % list.length]!).length; return x; };
    const n = name === 'long' ? 200 : name === 'stack' ? 5000 : 200000; run(n);
    let best = 1e9; for (let k = 0; k < 20; k++) { const t = performance.now(); run(n); best = Math.min(best, performance.now() - t); }
    console.log(name, (best * 1e6 / n).toFixed(1), 'ns/string', (best * 1e6 / n / (list.join('').length / list.length)).toFixed(2), 'ns/char', list.join('').length / list.length);
  }
  const keys = ['id', 'name', 'rows', 'count', 'createdAt']; let best = 1e9; let c = 0;
  for (let k = 0; k < 20; k++) { const t = performance.now(); for (let i = 0; i < 200000; i++) c += value(keys[i % 5]!, 1) ? 1 : 0; best = Math.min(best, performance.now() - t); }
  console.log('value', best * 1e6 / 200000);
  const bombs = ['Bearer ', '://a', '://', 'eyJ', 'eyJaaaaaaaaaa-', 'eyJaaaaaaaaaa.', 'password="', "token='", 'token:{', 'secret=', 'sk-', 'sk_live_', '-----BEGIN ', '-----BEGIN KEY-----', '://a:b', '://a:b@', 'auth: ', '<password>', '--token ', 'a=', '"', '\\"', 'AIza', 'AKIA', 'token: [redacted] ', 'token=\\\\"', 'Basic YTpi', 'cookie: a', 'password "', 'services/T', 'xoxb-', '_-', '.', 'eyJaaaaaaaaaa.aaaa', 'Authorization: Digest ', 'token=,', 'token=a,b', 'API key: ', '=', 'password: x ', "token=' "];
  for (const b of bombs) { for (const s of [b.repeat(Math.ceil(1_000_000 / b.length)), b + 'a'.repeat(1_000_000), b.repeat(20000) + ' '.repeat(800000)]) { const t = performance.now(); text(s); const ms = performance.now() - t; if (ms > 60) console.log(JSON.stringify(b), s.length, ms.toFixed(0), 'ms'); } }
});
