/** A record with this many fields, half of them numbers, in groups of ten. */
export function recordOf(fields) {
  const value = {};
  for (let field = 0; field < fields; field++) {
    const group = (value[`group${Math.floor(field / 10)}`] ??= {});
    group[`field${field % 10}`] = field % 2 === 0 ? field * 1.5 : `text of the field ${field}`;
  }
  return value;
}

/** A copy in which one of a hundred fields is another one, at least one. */
export function changed(value, round) {
  const groups = Object.keys(value);
  const fields = (groups.length - 1) * 10 + Object.keys(value[groups.at(-1)]).length;
  const copy = structuredClone(value);
  for (let count = 0; count < Math.max(1, fields / 100); count++) {
    const at = (count * 97 + round * 31) % fields;
    copy[`group${Math.floor(at / 10)}`][`field${at % 10}`] = `changed in round ${round}`;
  }
  return copy;
}

export function frozen(value) {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
