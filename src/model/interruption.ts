/** A lost owner ends an attempt, where a pause does not. Own lifecycles may use one paused stage for both. */
export function isInterruption(fact: { readonly to: string; readonly lastSeenAt?: number | undefined }): boolean {
  return fact.to === 'interrupted' || fact.lastSeenAt !== undefined;
}
