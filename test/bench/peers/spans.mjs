/** Spans with three events, kept in memory, and a subscriber that reads what an ended span says. */
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { context } from '@opentelemetry/api';
import { Effect, Tracer } from 'effect';

const stages = ['pending', 'running', 'succeeded'];

export function openTelemetrySpan() {
  const kept = new Kept();
  const tracer = tracerInto(kept);
  return {
    life() {
      const span = tracer.startSpan('job');
      for (const stage of stages) span.addEvent(stage);
      span.end();
      return kept.seen;
    },
    clear: () => kept.clear(),
  };
}

/** A span with its context around an awaited call: a call inside becomes its child. */
export function spanned(fn) {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const kept = new Kept(50_000);
  const tracer = tracerInto(kept);
  return (...args) =>
    tracer.startActiveSpan('job', async (span) => {
      span.addEvent('pending');
      span.addEvent('running');
      try {
        const result = await fn(...args);
        span.addEvent('succeeded');
        return result;
      } catch (error) {
        span.recordException(error);
        throw error;
      } finally {
        span.end();
      }
    });
}

function tracerInto(kept) {
  const processor = {
    onStart: () => undefined,
    onEnd(span) {
      kept.add(span);
      for (const event of span.events) kept.seen += span.name.length + event.name.length;
    },
    forceFlush: async () => undefined,
    shutdown: async () => undefined,
  };
  return new BasicTracerProvider({ spanProcessors: [processor] }).getTracer('bench');
}

export function effectSpan() {
  const kept = new Kept();
  const tracer = Tracer.make({
    span(options) {
      const span = new Tracer.NativeSpan(options);
      kept.add(span);
      return span;
    },
  });
  const body = Effect.map(Effect.currentSpan, (span) => {
    for (const stage of stages) {
      span.event(stage, span.startTime);
      kept.seen += span.name.length + stage.length;
    }
  });
  const life = body.pipe(Effect.withSpan('job'), Effect.withTracer(tracer));
  return { life: () => Effect.runSync(life), clear: () => kept.clear() };
}

class Kept {
  seen = 0;
  #limit;
  #spans = [];

  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }

  add(span) {
    if (this.#spans.length === this.#limit) this.clear();
    this.#spans.push(span);
  }
  clear() {
    this.#spans = [];
  }
}
