import { ValidationError } from '../model/errors.ts';

/** The longest name, in UTF-16 units. */
const longest = 512;

/**
 * Hands a name back that can be part of a path, of a line of text and of a file: not empty, at most 512 characters,
 * without `/`, control characters, line separators and halves of surrogate pairs.
 *
 * @param path what the name is of, for the message
 * @throws ValidationError `invalid_name`
 */
export function checkName(name: unknown, path: string): string {
  if (typeof name !== 'string') throw refusal(path, `is no text but of type ${name === null ? 'null' : typeof name}`);
  if (name.length === 0) throw refusal(path, 'is empty');
  if (name.length > longest) throw refusal(path, `has ${name.length} characters`);
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (code >= 0x20 && code < 0x7f && code !== 0x2f) continue;
    const fault = faultOf(name, at, code);
    if (fault !== undefined) throw refusal(path, `holds ${fault} at character ${at}`);
  }
  return name;
}

function faultOf(name: string, at: number, code: number): string | undefined {
  if (code === 0x2f) return 'a slash';
  if (code < 0xa0) return 'a control character';
  if (code === 0x2028 || code === 0x2029) return 'a line separator';
  if (code < 0xd800 || code > 0xdfff) return undefined;
  const other = name.charCodeAt(code < 0xdc00 ? at + 1 : at - 1);
  const isPaired = code < 0xdc00 ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other <= 0xdbff;
  return isPaired ? undefined : 'half a surrogate pair';
}

function refusal(path: string, fault: string): ValidationError {
  const fix = `Give a text of 1 to ${longest} characters, without slashes and control characters.`;
  return new ValidationError('invalid_name', `The ${path} ${fault}.`, fix, path);
}
