import { anything, check, either, fields, listOf, text } from '../model/shape.ts';

const resultInfo = fields({ summary: text, payload: anything, schemas: either(text, listOf(text)) });
const observing = fields({ transform: text });
/** The grounds and the time are judged where they are read. */
const retrying = fields({ error: anything, after: anything, reason: anything, message: anything, cause: anything });

/** What is said of a result. @throws ValidationError */
export function checkResultInfo(how: unknown): void {
  if (how !== undefined) check(resultInfo, how, 'ResultInfo');
}

/** How a value was come by. @throws ValidationError */
export function checkObserving(how: unknown): void {
  if (how !== undefined) check(observing, how, 'how');
}

/** Why there is another attempt, and when. @throws ValidationError */
export function checkRetrying(why: unknown): void {
  if (why !== undefined) check(retrying, why, 'why');
}
