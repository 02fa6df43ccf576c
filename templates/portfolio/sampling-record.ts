import type { SampleSheet } from '../../src/domain/portfolio/sample-sheets.js';
import type { Block } from '../../src/platform/pdf/blocks.js';
import { cell, keyValues, markCell, markSpan } from './phrases.js';

/** Section 13: each sample with its checks, its decision on each criterion and the actions that came of it. */
export function samplingRecord(samples: readonly SampleSheet[]): Block[] {
  return samples.flatMap((sample): Block[] => [
    { kind: 'heading', level: 2, text: sample.title },
    { kind: 'paragraph', content: ['Decision: ', markSpan(sample.decision)] },
    keyValues('About the sample', sample.facts),
    keyValues('Checks', sample.checks),
    {
      kind: 'table',
      caption: 'Decision on each sampled criterion',
      columns: [
        { heading: 'AC', share: 6 },
        { heading: 'Decided by', share: 22 },
        { heading: 'IQA decision', share: 22 },
        { heading: 'Note', share: 50 },
      ],
      rows: sample.decisions.map(({ criterion, assessor, decision, note }) => [
        cell(criterion),
        cell(assessor),
        markCell(decision),
        cell(note),
      ]),
    },
    { kind: 'paragraph', content: [{ text: 'Feedback to the assessor: ', bold: true }, sample.feedback] },
    ...actionsTable(sample),
  ]);
}

function actionsTable({ actions }: SampleSheet): Block[] {
  if (actions.length === 0) return [{ kind: 'paragraph', content: ['No action was required.'] }];
  return [
    {
      kind: 'table',
      caption: 'Actions',
      columns: [
        { heading: 'What', share: 26 },
        { heading: 'Severity', share: 12 },
        { heading: 'Due', share: 10 },
        { heading: 'Owner', share: 13 },
        { heading: 'Status', share: 9 },
        { heading: 'Response', share: 15 },
        { heading: 'Closure', share: 15 },
      ],
      rows: actions.map(({ what, severity, due, owner, status, response, closure }) => [
        cell(what),
        cell(severity),
        cell(due),
        cell(owner),
        markCell(status),
        cell(response),
        cell(closure),
      ]),
    },
  ];
}
