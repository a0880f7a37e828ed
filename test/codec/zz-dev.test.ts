import { it } from 'vitest';
import { encode } from '../../src/codec/encode.ts';
import { createRedactor } from '../../src/codec/redact.ts';
import { lookAlikes } from '../fixtures/privacy/look-alikes.ts';
import { secrets } from '../fixtures/privacy/secrets.ts';
import { Random } from '../support/random.ts';
const redact = createRedactor();
it('dev', () => {
  let leaks = 0, alarms = 0; const out: string[] = [];
  for (let seed = 1; seed <= 20; seed++) {
    for (const { kind, value, secret } of secrets(new Random(seed), 500)) {
      const r = JSON.stringify(encode(value, { redact }).value);
      if (r.includes(JSON.stringify(secret).slice(1, -1))) { leaks++; if (out.length < 60) out.push(`LEAK ${kind} ${r.slice(0, 300)}`); }
    }
    for (const { kind, value } of lookAlikes(new Random(seed), 500)) {
      const a = JSON.stringify(encode(value, { redact }).value), b = JSON.stringify(encode(value).value);
      if (a !== b) { alarms++; if (out.length < 80) out.push(`ALARM ${kind} ${a.slice(0, 300)}  <<< ${b.slice(0,200)}`); }
    }
  }
  console.log(out.join('\n')); console.log({ leaks, alarms });
});
