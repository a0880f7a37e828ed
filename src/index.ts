/** Tells of every piece of work where it is, how it got there, and why it ended. */
export { Tracker } from './tracker/tracker.ts';
export type { RedactionRule, TrackerOptions } from './tracker/tracker-options.ts';
export type { RetentionOptions } from './tracker/retention.ts';
export type { ResultInfo, Stopwatch, Task, UntilOptions, Why } from './tracker/task.ts';
export type { Work } from './tracker/work.ts';
export type { Args, Handled, Ret, Tracked } from './tracker/tracked.ts';
export type { OnError, RetryOptions, TaskOptions, TrackOptions } from './tracker/options.ts';
export type { LoopOptions, Tick } from './tracker/ticking.ts';
export type { StreamOptions } from './tracker/streaming.ts';
export type { DrainOptions } from './tracker/draining.ts';
export type { ResumeOptions } from './tracker/resuming.ts';
export type { Recovered } from './tracker/recovering.ts';
export type {
  AnnotationEvent,
  ChangeEvent,
  IdleEvent,
  JournalErrorEvent,
  ListenerErrorEvent,
  MetadataEvent,
  ProgressEvent,
  RejectedEvent,
  ReuseEvent,
  SnapshotEvent,
  TrackerEmitter,
  TrackerEvents,
  TransitionEvent,
} from './tracker/events.ts';
export { defineLifecycle } from './model/define-lifecycle.ts';
export { taskLifecycle } from './model/task-lifecycle.ts';
export type {
  DefaultLifecycle,
  DoneStageDefinition,
  Lifecycle,
  LifecycleDefinition,
  NextOf,
  OpenStageDefinition,
  Role,
  StageDefinition,
  StageOf,
} from './model/lifecycle.ts';
export type { Outcome, Phase } from './model/phases.ts';
export type { TaskStage } from './model/task-stages.ts';
export type {
  EndStatus,
  ErrorStatus,
  OpenStatus,
  SettledStatus,
  StatusAt,
  StatusRecord,
  SuccessStatus,
  TaskStatus,
  UntouchedStatus,
  WorkCounts,
  WorkStatus,
} from './model/status.ts';
export type { TrackedError } from './model/tracked-error.ts';
export type { Change, ChangeType, Container } from './model/change.ts';
export type { Snapshot } from './model/snapshot.ts';
export type { TimeUnit, Timing, TimingSummary } from './model/timing.ts';
export type {
  Annotation,
  Description,
  Health,
  Progress,
  Rejection,
  StatusSummary,
  TaskMetadata,
  WhyLink,
} from './model/records.ts';
export type {
  AnnotatedFact,
  CancelRequestedFact,
  ChangedFact,
  Fact,
  FactOf,
  FactType,
  HeartbeatFact,
  LeafChange,
  MetadataChangedFact,
  Owner,
  ProgressedFact,
  RecoveredFact,
  RejectedFact,
  SnapshotTakenFact,
  StageChangedFact,
  StepEndedFact,
  StepStartedFact,
  TaskCreatedFact,
} from './model/facts.ts';
export type { Json } from './model/json.ts';
export type { Metadata } from './model/metadata.ts';
export type { Span } from './model/span.ts';
export type { StandardSchemaV1 } from './model/standard-schema.ts';
export type { TriggerRule } from './rules/trigger.ts';
export type { Clock } from './ports/clock.ts';
export type { Journal } from './ports/journal.ts';
export type { Filter } from './ports/filter.ts';
export type {
  ChangeFilter,
  Reader,
  Reader as TrackerView,
  SnapshotFilter,
  TimingFilter,
  TimingSummaryFilter,
} from './ports/reader.ts';
export type { TaskRef, TaskView, TreeNode } from './ports/task-view.ts';
export type { JournalErrorDetails } from './model/errors.ts';
export {
  CancelledError,
  FinalError,
  JournalError,
  NotFoundError,
  NotReachableError,
  NotResumableError,
  QueueFullError,
  RecordedError,
  StillActiveError,
  TimeoutError,
  TrackerError,
  TransitionError,
  ValidationError,
} from './model/errors.ts';
