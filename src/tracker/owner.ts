import type { Redactor } from '../codec/redact.ts';
import { redactJson } from '../codec/redact-json.ts';
import type { Owner } from '../model/facts.ts';

interface Host {
  readonly pid?: number;
  readonly versions?: Readonly<Record<string, string | undefined>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly getBuiltinModule?: (name: string) => unknown;
}

/** Who writes the facts. Of the environment only what is named, and of the versions only that of the runtime. */
export function describeOwner(allow: readonly string[] = [], host: Host | undefined = globalThis.process): Owner {
  const environment = pick(host?.env, allow);
  const versions = pick(host?.versions, ['node', 'bun', 'deno']);
  const { hostname } = (host?.getBuiltinModule?.('node:os') ?? {}) as { hostname?: () => string };
  return {
    ...(hostname && { host: hostname() }),
    ...(host?.pid !== undefined && { pid: host.pid }),
    ...(versions && { versions }),
    ...(environment && { environment }),
  };
}

/** What is named may hold a secret all the same. */
export function withoutSecrets(owner: Owner, redactor: Redactor): Owner {
  const { environment } = owner;
  return environment ? { ...owner, environment: redactJson(environment, redactor, 'environment') } : owner;
}

function pick(
  from: Readonly<Record<string, string | undefined>> | undefined,
  names: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const known = names.flatMap((name) => {
    const value = from && Object.hasOwn(from, name) ? from[name] : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}
