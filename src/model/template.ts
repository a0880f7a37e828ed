/**
 * What a value that was read looks like, as data: a word for a simple value, `['list', of]`, `['tuple', …members]`,
 * `['map', of]` for an object whose values are alike, or an object of fields, of which there may be more. A field, or a
 * member at the end, that may be missing ends in `?`.
 */
export type Template =
  | 'any'
  | 'any?'
  | 'text'
  | 'flag'
  | 'num'
  | 'count'
  | readonly ['list' | 'map', Template]
  | readonly ['tuple', ...Template[]]
  | { readonly [field: string]: Template };

/** Where a value is something else than its template says: the way to that place; undefined where it fits. */
export function misfit(template: Template, value: unknown): string | undefined {
  if (typeof template === 'string') return isSimple(template, value) ? undefined : '';
  if (typeof value !== 'object' || value === null) return '';
  if (!isListed(template)) return fieldsMisfit(template, value as Readonly<Record<string, unknown>>);
  const [kind, ...parts] = template as readonly [string, ...Template[]];
  if (Array.isArray(value) !== (kind !== 'map')) return '';
  if (kind === 'tuple') return tupleMisfit(parts, value as readonly unknown[]);
  return firstOf(Object.entries(value).map(([key, part]) => [key, parts[0] as Template, part] as const));
}

function isSimple(word: string, value: unknown): boolean {
  if (word === 'text') return typeof value === 'string';
  if (word === 'flag') return typeof value === 'boolean';
  if (word === 'num') return Number.isFinite(value);
  return word !== 'count' || (Number.isSafeInteger(value) && (value as number) >= 0);
}

type Listed = Extract<Template, readonly unknown[]>;
function isListed(template: Exclude<Template, string>): template is Listed {
  return Array.isArray(template);
}

function tupleMisfit(parts: readonly Template[], value: readonly unknown[]): string | undefined {
  const needed = parts.filter((part) => part !== 'any?').length;
  if (value.length < needed || value.length > parts.length) return '';
  return firstOf(value.map((part, at) => [String(at), parts[at] as Template, part] as const));
}

function fieldsMisfit(
  template: Readonly<Record<string, Template>>,
  value: Readonly<Record<string, unknown>>,
): string | undefined {
  const all = Object.entries(template).map(([field, part]) => {
    const name = field.replace('?', '');
    return [name, value[name] === undefined && name !== field ? 'any' : part, value[name]] as const;
  });
  return firstOf(all);
}

function firstOf(parts: readonly (readonly [string, Template, unknown])[]): string | undefined {
  for (const [name, template, value] of parts) {
    const found = misfit(template, value);
    if (found !== undefined) return found === '' ? name : `${name}.${found}`;
  }
  return undefined;
}
