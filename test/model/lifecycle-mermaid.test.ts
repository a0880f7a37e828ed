import { describe, expect, it } from 'vitest';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';

describe('toMermaid', () => {
  it('draws the beginning, every road and every end', () => {
    const article = defineLifecycle({
      name: 'article',
      stages: {
        draft: { phase: 'idle', to: ['review'] },
        review: { phase: 'active', to: ['draft', 'published', 'rejected'] },
        published: { phase: 'done', outcome: 'success' },
        rejected: { phase: 'done', outcome: 'failure' },
      },
    });
    expect(article.toMermaid()).toBe(
      [
        'stateDiagram-v2',
        '  [*] --> draft',
        '  draft --> review',
        '  review --> draft',
        '  review --> published',
        '  review --> rejected',
        '  published --> [*]',
        '  rejected --> [*]',
      ].join('\n'),
    );
  });

  it('gives an alias to a name that the diagram could not hold, or would take for another', () => {
    const odd = defineLifecycle({
      name: 'odd',
      stages: {
        'zu "prüfen" #1': { phase: 'idle', to: ['end', 'stage_0', '2nd'] },
        '2nd': { phase: 'active', to: ['end'] },
        end: { phase: 'done', outcome: 'success' },
        stage_0: { phase: 'done', outcome: 'failure' },
      },
    });
    expect(odd.toMermaid().split('\n  ')).toEqual([
      'stateDiagram-v2',
      'state "zu #quot;prüfen#quot; #35;1" as stage_0',
      'state "2nd" as stage_1',
      'state "end" as stage_2',
      'state "stage_0" as stage_3',
      '[*] --> stage_0',
      'stage_0 --> stage_2',
      'stage_0 --> stage_3',
      'stage_0 --> stage_1',
      'stage_1 --> stage_2',
      'stage_2 --> [*]',
      'stage_3 --> [*]',
    ]);
  });

  it('draws as many roads as the default lifecycle has', () => {
    const lines = taskLifecycle
      .toMermaid()
      .split('\n')
      .filter((line) => line.includes('-->') && !line.includes('[*]'));
    expect(lines).toHaveLength(taskLifecycle.stages.flatMap(taskLifecycle.next, taskLifecycle).length);
    expect(lines).toContain('  retrying --> pending');
  });
});
