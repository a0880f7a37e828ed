import type { Json } from '../model/json.ts';
import type { TaskState } from './state.ts';

/** The state of a task as JSON, without what is known from elsewhere: its lifecycle, and the names of its children. */
export function saveState(state: TaskState): Json {
  return JSON.parse(JSON.stringify({ ...state, lifecycle: undefined, childNames: undefined })) as Json;
}

/** Into the state of the same task, made of some of its facts. What is not there was undefined. */
export function loadState(state: TaskState, saved: Json): void {
  const known = saved as unknown as Partial<TaskState>;
  for (const key of Object.keys(state) as (keyof TaskState)[]) {
    if (key !== 'lifecycle' && key !== 'childNames') Object.assign(state, { [key]: known[key] });
  }
  const { request } = known;
  if (request) state.request = { ...request, message: request.message, cause: request.cause };
}
