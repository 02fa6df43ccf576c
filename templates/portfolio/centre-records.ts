import type { CentreRecord } from '../../src/domain/portfolio/eqa-pack-manifest.js';
import type { RecordPart } from '../../src/domain/portfolio/manifest.js';
import type { Block } from '../../src/platform/pdf/blocks.js';
import { cell, keyValues } from './phrases.js';

/** Records of the centre's, each under a heading of its own. */
export function centreRecords(records: readonly CentreRecord[], whenNone: string): Block[] {
  if (records.length === 0) return [{ kind: 'paragraph', content: [whenNone] }];
  return records.flatMap(({ title, parts }): Block[] => [
    { kind: 'heading', level: 2, text: title },
    ...parts.flatMap(partOf),
  ]);
}

function partOf(part: RecordPart): Block[] {
  switch (part.kind) {
    case 'facts':
      return [keyValues(part.label, part.facts)];
    case 'text':
      return part.paragraphs.map((paragraph): Block => ({ kind: 'paragraph', content: [paragraph] }));
    case 'rows':
      return [
        {
          kind: 'table',
          caption: part.label,
          columns: part.headings.map((heading, index) => ({ heading, share: shareOf(part, index) })),
          rows: part.rows.map((row) => row.map(cell)),
        },
      ];
  }
}

/** Columns share the width by the length of what they hold, within reason. */
function shareOf({ headings, rows }: Extract<RecordPart, { kind: 'rows' }>, index: number): number {
  const longest = Math.max(
    ...[headings[index] ?? '', ...rows.map((row) => row[index] ?? '')].map(({ length }) => length),
  );
  return Math.min(40, Math.max(14, longest));
}
