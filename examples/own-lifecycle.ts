/** Stages of one's own. The compiler and the run time both know the roads. */
import { defineLifecycle, Tracker, TransitionError } from 'worktrail';

const article = defineLifecycle({
  name: 'article',
  initial: 'draft',
  stages: {
    draft: { phase: 'idle', to: ['review', 'dropped'] },
    review: { phase: 'waiting', to: ['draft', 'published', 'dropped'] },
    published: { phase: 'done', outcome: 'success' },
    dropped: { phase: 'done', outcome: 'failure' },
  },
});

const tracker = new Tracker({ lifecycles: [article] });
tracker.events.on('stage:published', ({ task, to }) => console.log(`${task.name} is out: ${String(to.result)}`));

const post = tracker.task<string, typeof article>('post', { lifecycle: article });
post.transition('draft', 'review');
post.transition('review', 'draft', { reason: 'needs_sources', message: 'Who says so?' });

try {
  // @ts-expect-error no road leads from draft to published
  post.transition('draft', 'published', { result: 'https://example.org/post' });
} catch (error) {
  if (error instanceof TransitionError) console.log(`${error.message}\n${error.fix}`);
}

post.transition('draft', 'review');
post.transition('review', 'published', { result: 'https://example.org/post' });
for (const { stage, reason } of post.history) console.log(stage, reason ?? '');
console.log(`${tracker.rejections().length} refused`);
console.log(article.toMermaid());
