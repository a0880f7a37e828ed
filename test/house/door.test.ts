import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** What users can rely on. Taking a name away, or adding one, is a decision; it is written down here. */
const values = [
  'CancelledError',
  'FinalError',
  'JournalError',
  'NotFoundError',
  'NotReachableError',
  'NotResumableError',
  'QueueFullError',
  'RecordedError',
  'StillActiveError',
  'TimeoutError',
  'Tracker',
  'TrackerError',
  'TransitionError',
  'ValidationError',
  'defineLifecycle',
  'taskLifecycle',
];
const types = [
  'AnnotatedFact',
  'Annotation',
  'AnnotationEvent',
  'Args',
  'CancelRequestedFact',
  'Change',
  'ChangeEvent',
  'ChangeFilter',
  'ChangeType',
  'ChangedFact',
  'Clock',
  'Container',
  'DefaultLifecycle',
  'Description',
  'DoneStageDefinition',
  'DrainOptions',
  'EndStatus',
  'ErrorStatus',
  'Fact',
  'FactOf',
  'FactType',
  'Filter',
  'Handled',
  'Health',
  'HeartbeatFact',
  'IdleEvent',
  'Journal',
  'JournalErrorDetails',
  'JournalErrorEvent',
  'Json',
  'LeafChange',
  'Lifecycle',
  'LifecycleDefinition',
  'ListenerErrorEvent',
  'LoopOptions',
  'Metadata',
  'MetadataChangedFact',
  'MetadataEvent',
  'NextOf',
  'OnError',
  'OpenStageDefinition',
  'OpenStatus',
  'Outcome',
  'Owner',
  'Phase',
  'Progress',
  'ProgressEvent',
  'ProgressedFact',
  'Reader',
  'Recovered',
  'RecoveredFact',
  'RedactionRule',
  'RejectedEvent',
  'RejectedFact',
  'Rejection',
  'ResultInfo',
  'ResumeOptions',
  'Ret',
  'RetentionOptions',
  'RetryOptions',
  'ReuseEvent',
  'Role',
  'SettledStatus',
  'Snapshot',
  'SnapshotEvent',
  'SnapshotFilter',
  'SnapshotTakenFact',
  'Span',
  'StageChangedFact',
  'StageDefinition',
  'StageOf',
  'StandardSchemaV1',
  'StatusAt',
  'StatusRecord',
  'StatusSummary',
  'StepEndedFact',
  'StepStartedFact',
  'Stopwatch',
  'StreamOptions',
  'SuccessStatus',
  'Task',
  'TaskCreatedFact',
  'TaskMetadata',
  'TaskOptions',
  'TaskRef',
  'TaskStage',
  'TaskStatus',
  'TaskView',
  'Tick',
  'TimeUnit',
  'Timing',
  'TimingFilter',
  'TimingSummary',
  'TimingSummaryFilter',
  'TrackOptions',
  'Tracked',
  'TrackedError',
  'TrackerEmitter',
  'TrackerEvents',
  'TrackerOptions',
  'TrackerView',
  'TransitionEvent',
  'TreeNode',
  'TriggerRule',
  'UntilOptions',
  'UntouchedStatus',
  'Why',
  'WhyLink',
  'Work',
  'WorkCounts',
  'WorkStatus',
];

interface Exported {
  readonly name: string;
  readonly isType: boolean;
}

function exportsOf(path: URL): readonly Exported[] {
  const file = ts.createSourceFile(path.pathname, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022);
  return file.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement)) return [];
    const { exportClause } = statement;
    if (!exportClause || !ts.isNamedExports(exportClause)) throw new Error('the door exports by name only');
    return exportClause.elements.map(({ name, isTypeOnly }) => ({
      name: name.text,
      isType: isTypeOnly || statement.isTypeOnly,
    }));
  });
}

const exported = exportsOf(new URL('../../src/index.ts', import.meta.url));
const names = (isType: boolean) =>
  exported
    .filter((entry) => entry.isType === isType)
    .map(({ name }) => name)
    .sort();

test('the main entry exports these values, and no others', async () => {
  expect(names(false)).toEqual(values);
  expect(Object.keys(await import('../../src/index.ts')).sort()).toEqual(values);
});

test('the main entry exports these types, and no others', () => {
  expect(names(true)).toEqual(types);
});
