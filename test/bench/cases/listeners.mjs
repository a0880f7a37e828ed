import { bursts, compare } from '../compare.mjs';
import { atMost } from '../goals.mjs';
import { worktrail } from '../peers/worktrail.mjs';

export const title = 'A listener more';
const more = 10;
const transitions = 3;

export function measure() {
  const times = compare({ one: bursts(worktrail(1)), many: bursts(worktrail(1 + more)) });
  const each = (times.many - times.one) / more / transitions;
  return {
    rows: [
      { what: 'a life, one listener', ns: times.one },
      { what: `a life, ${1 + more} listeners`, ns: times.many },
      { what: 'each further listener, a fact', ns: each },
    ],
    goals: [atMost('a listener more, a fact', 60, each, 'ns')],
  };
}
