import type { EvidenceSheet, RecordPart, SignedStatement } from '../../src/domain/portfolio/manifest.js';
import type { Block, Inline, KeyValues } from '../../src/platform/pdf/blocks.js';
import { filesOfSheet } from './evidence-pages.js';
import {
  cell,
  DECLARATIONS_ANCHOR,
  evidenceAnchor,
  keyValues,
  locatorSpans,
  markCell,
  markSpan,
  toneOf,
} from './phrases.js';

/** Section 11: one evidence record, from what it is to what the assessor made of it. */
export function evidenceSheet(sheet: EvidenceSheet): Block[] {
  return [
    {
      kind: 'heading',
      level: 2,
      text: `${sheet.ref}  ${sheet.title}`,
      anchor: evidenceAnchor(sheet.ref),
      listed: true,
    },
    particulars(sheet),
    { kind: 'heading', level: 3, text: 'Context' },
    { kind: 'paragraph', content: [sheet.contextStatement] },
    ...(sheet.inSitu === null
      ? []
      : [{ kind: 'callout', tone: 'accent', title: 'Held in situ', paragraphs: [[sheet.inSitu]] } as const]),
    ...sheet.record.flatMap(recordPart),
    ...filesOfSheet(sheet),
    ...claims(sheet),
    ...assessment(sheet),
  ];
}

/** What the item is, the hash of its content, and who signed that content. */
function particulars(sheet: EvidenceSheet): KeyValues {
  const { contentSha256, envelope, ref, status } = sheet;
  const facts = keyValues(`Particulars of ${ref}`, [
    ...envelope,
    ...(contentSha256 === null ? [] : [{ label: 'Content SHA-256', value: contentSha256 }]),
  ]);
  return {
    ...facts,
    pairs: [{ label: 'Status', value: [markSpan(status)] }, ...facts.pairs, ...sheet.signatures.map(signature)],
  };
}

/** The declaration of authenticity stands in a section of its own, once for all items. */
function signature({ role, name, statement, signedAt }: SignedStatement): KeyValues['pairs'][number] {
  const said =
    statement === null ? { text: 'Declaration of authenticity', link: DECLARATIONS_ANCHOR } : `“${statement}”`;
  return { label: `Signed by ${role.toLowerCase()}`, value: [`${name}, ${signedAt}: `, said] };
}

function recordPart(part: RecordPart): Block[] {
  const heading: Block = { kind: 'heading', level: 3, text: part.label };
  switch (part.kind) {
    case 'facts':
      return [heading, keyValues(part.label, part.facts)];
    case 'text': {
      const isCounted = part.paragraphs.length > 1;
      return [
        heading,
        ...part.paragraphs.map((paragraph, index): Block => ({
          kind: 'paragraph',
          content: isCounted ? [{ text: `§${index + 1} `, bold: true, tone: 'accent' }, paragraph] : [paragraph],
        })),
      ];
    }
    case 'rows':
      return [
        {
          kind: 'table',
          caption: part.label,
          columns: part.headings.map((label, index) => ({
            heading: label,
            share: columnShare(
              part.rows.map((row) => row[index] ?? ''),
              label,
            ),
          })),
          rows: part.rows.map((row) => row.map(cell)),
        },
      ];
  }
}

/** Columns share the width by the length of what they hold, within reason. */
function columnShare(texts: readonly string[], heading: string): number {
  const longest = Math.max(heading.length, ...texts.map((text) => text.length));
  return Math.min(60, Math.max(18, longest));
}

function claims(sheet: EvidenceSheet): Block[] {
  return [
    {
      kind: 'table',
      caption: 'What it is claimed to show',
      columns: [
        { heading: 'AC', share: 6 },
        { heading: 'Criterion', share: 43 },
        { heading: 'Facets', share: 23 },
        { heading: 'Locator', share: 15 },
        { heading: 'Claim', share: 13 },
      ],
      rows: sheet.claims.map((claim) => [
        { content: [claim.criterion] },
        {
          content: claim.note === '' ? [claim.statement] : [claim.statement, '\n', { text: claim.note, italic: true }],
        },
        cell(claim.facets),
        { content: locatorSpans(sheet.ref, claim) },
        markCell(claim.decision),
      ]),
    },
  ];
}

function assessment(sheet: EvidenceSheet): Block[] {
  return [
    { kind: 'heading', level: 3, text: 'Assessment' },
    decision(sheet),
    ...(sheet.feedback === null
      ? []
      : [
          {
            kind: 'callout',
            tone: toneOf(sheet.status),
            title: 'Assessor’s feedback',
            paragraphs: [[sheet.feedback]],
          } as const,
        ]),
  ];
}

/** The decision with the five VARCS answers on a line of their own. */
function decision(sheet: EvidenceSheet): KeyValues {
  const facts = keyValues('Decision', sheet.decision);
  if (sheet.varcs === null) return facts;
  const answers = sheet.varcs.flatMap(({ letter, answer }, index): Inline => [
    `${index === 0 ? '' : ' · '}${letter}: `,
    markSpan(answer),
  ]);
  return { ...facts, pairs: [...facts.pairs, { label: 'VARCS', value: answers }] };
}
