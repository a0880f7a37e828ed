import { describe, expect, it } from 'vitest';
import { checkName } from '../../src/codec/names.ts';
import { ValidationError } from '../../src/model/errors.ts';

describe('a name', () => {
  it.each(['load', ' a b ', 'überprüfen', '読み込み', '😀', 'a.b:c#1', '\u00a0', 'x'.repeat(512)])(
    'is handed back: %s',
    (name) => {
      expect(checkName(name, 'name')).toBe(name);
    },
  );

  it.each<[string, unknown]>([
    ['is empty', ''],
    ['has 513 characters', 'x'.repeat(513)],
    ['holds a slash at character 1', 'a/b'],
    ['holds a control character at character 0', '\n'],
    ['holds a control character at character 2', 'ab\u007f'],
    ['holds a control character at character 0', '\u009f'],
    ['holds a line separator at character 0', '\u2028'],
    ['holds a line separator at character 1', 'x\u2029'],
    ['holds half a surrogate pair at character 1', 'x\ud800'],
    ['holds half a surrogate pair at character 0', '\ud800x'],
    ['holds half a surrogate pair at character 0', '\udc00'],
    ['holds half a surrogate pair at character 2', '😀\udc00'],
    ['is no text but of type number', 5],
    ['is no text but of type null', null],
    ['is no text but of type undefined', undefined],
  ])('that %s is refused', (fault, name) => {
    const check = () => checkName(name, 'label');
    expect(check).toThrow(ValidationError);
    expect(check).toThrow(
      expect.objectContaining({ code: 'invalid_name', path: 'label', message: `The label ${fault}.` }),
    );
  });
});
