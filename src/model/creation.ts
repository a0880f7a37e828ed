/**
 * The usual beginning of a task: it says its name, and nothing else. A class, so that what keeps facts can tell it at a
 * glance and keep it as a number.
 */
export class Creation {
  readonly type = 'task_created';
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}
