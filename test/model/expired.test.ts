import { expect, test } from 'vitest';
import { NotFoundError } from '../../src/model/errors.ts';
import { beforeFloor, expired } from '../../src/model/expired.ts';

test('what was let go is not found, by its id where that is known, and the journal is where to look', () => {
  const [named, nameless] = [expired('load-1'), expired()];
  for (const error of [named, nameless]) {
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ code: 'expired', fix: expect.stringContaining('history(id)') });
  }
  expect(named.message).toContain("The task 'load-1' was let go");
  expect(nameless.message).toContain('The task was let go');
});

test('a moment of which not all is kept is not found, and says from where on all is', () => {
  const error = beforeFloor(7, 12);
  expect(error).toBeInstanceOf(NotFoundError);
  expect(error).toMatchObject({ code: 'expired', fix: expect.stringContaining('later moment') });
  expect(error.message).toContain('after fact 7');
  expect(error.message).toContain('up to 12');
});
