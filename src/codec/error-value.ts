import type { Json } from '../model/json.ts';
import { encodeField, encodeFields } from './fields.ts';
import { classNameOf, prototypeOf } from './prototypes.ts';
import { put } from './put.ts';
import type { Recording } from './recording.ts';

/** The classes that are given back; instances of others become plain errors. */
const classes = { Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError };

/** What an error holds beside its enumerable fields. */
const parts = ['name', 'message', 'stack', 'cause', 'errors'] as const;

/** Records an error that is a value, such as a member of a list of failures, with its cause and its own fields. */
export function encodeError(recording: Recording, error: object): Json {
  const name = classNameOf(prototypeOf(error));
  const isKnown = Object.hasOwn(classes, name);
  if (!isKnown) recording.isLossy = true;
  const recorded: Record<string, Json> = { class: recording.text(name) };
  for (const part of parts) {
    if (isHidden(error, part, isKnown)) recorded[part] = encodeField(recording, error, part);
  }
  return { $error: { ...recorded, fields: encodeFields(recording, error) } };
}

/** @param recorded the parts and `fields`, given back already */
export function decodeError(name: string, recorded: ReadonlyMap<string, unknown>): Error {
  const error = create(name);
  for (const part of parts) {
    Reflect.deleteProperty(error, part);
    if (recorded.has(part)) hide(error, part, recorded.get(part));
  }
  const fields = recorded.get('fields');
  if (typeof fields === 'object' && fields !== null) {
    for (const [key, value] of Object.entries(fields)) put(error, key, value);
  }
  return error;
}

/** Classes that are not known may inherit what others own. */
function isHidden(error: object, part: string, isKnown: boolean): boolean {
  if (Object.hasOwn(error, part)) return !Object.prototype.propertyIsEnumerable.call(error, part);
  return !isKnown && part in error;
}

function create(name: string): Error {
  if (name === 'AggregateError') return new AggregateError([]);
  const known = Object.hasOwn(classes, name) ? classes[name as Exclude<keyof typeof classes, 'AggregateError'>] : Error;
  return new known();
}

function hide(error: Error, part: string, value: unknown): void {
  Object.defineProperty(error, part, { value, writable: true, enumerable: false, configurable: true });
}
