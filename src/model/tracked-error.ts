/** An error as it is recorded: JSON-safe, its cause chain kept, its size capped. */
export interface TrackedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly cause?: TrackedError;
}
