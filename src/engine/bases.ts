import type { Json } from '../model/json.ts';
import { misfit } from '../model/template.ts';
import type { View } from '../ports/view.ts';

/** What counts for ever of what was let go before this process, by view. */
export class Bases {
  #saved: Readonly<Record<string, Json>> = {};

  /** @throws Error where a view could not read it when somebody looks */
  load(saved: Json, views: readonly View<unknown>[]): void {
    this.#saved = saved as Readonly<Record<string, Json>>;
    for (const { name, saved: template } of views) {
      const base = this.#saved[name];
      const place = base === undefined || template === undefined ? undefined : misfit(template, base);
      if (place !== undefined) throw new Error(`views.${name}.${place} is not what it keeps.`);
    }
  }

  /** The state of a view before the first fact that is kept. */
  begin<S>(view: View<S>): S {
    const base = this.#saved[view.name];
    return base === undefined || !view.load ? view.start() : view.load(base);
  }
}
