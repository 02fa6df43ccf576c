import type { EvidenceSheet, ManifestFile, RecordPart } from '../../src/domain/portfolio/manifest.js';
import type { Block } from '../../src/platform/pdf/blocks.js';
import { cell, evidenceAnchor, keyValues, markCell, markSpan, toneOf } from './phrases.js';

/** Section 11: one evidence record, from what it is to who signed it. */
export function evidenceSheet(sheet: EvidenceSheet): Block[] {
  return [
    {
      kind: 'heading',
      level: 2,
      text: `${sheet.ref}  ${sheet.title}`,
      anchor: evidenceAnchor(sheet.ref),
      listed: true,
    },
    { kind: 'paragraph', content: [`${sheet.method} · `, markSpan(sheet.status)] },
    keyValues(`Particulars of ${sheet.ref}`, sheet.envelope),
    { kind: 'heading', level: 3, text: 'Context' },
    { kind: 'paragraph', content: [sheet.contextStatement] },
    ...(sheet.inSitu === null
      ? []
      : [{ kind: 'callout', tone: 'accent', title: 'Held in situ', paragraphs: [[sheet.inSitu]] } as const]),
    ...sheet.record.flatMap(recordPart),
    ...files(sheet),
    ...claims(sheet),
    ...assessment(sheet),
    ...signatures(sheet),
  ];
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

function files(sheet: EvidenceSheet): Block[] {
  if (sheet.files.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Files',
      columns: [
        { heading: 'Name', share: 34 },
        { heading: 'Type and size', share: 24 },
        { heading: 'SHA-256', share: 42 },
      ],
      rows: sheet.files.map((file) => [
        cell(file.name),
        cell(`${file.mediaType}\n${file.size}`),
        { content: [{ text: file.sha256, mono: true }] },
      ]),
    },
    ...sheet.files.flatMap(located),
    ...sheet.files
      .filter((file) => file.isPicture)
      .map((file): Block => ({
        kind: 'figure',
        pictureId: file.id,
        alt: file.alt,
        caption: `${sheet.ref}: ${file.name}`,
      })),
  ];
}

/** A recording or document that is not shown here is opened beside this page: say where to look in it. */
function located(file: ManifestFile): Block[] {
  if (file.isPicture || file.locators.length === 0) return [];
  return [{ kind: 'paragraph', style: 'small', content: [`${file.name}: ${file.locators.join('; ')}`] }];
}

function claims(sheet: EvidenceSheet): Block[] {
  return [
    {
      kind: 'table',
      caption: 'What it is claimed to show',
      columns: [
        { heading: 'AC', share: 7 },
        { heading: 'Criterion', share: 38 },
        { heading: 'Facets', share: 21 },
        { heading: 'Locator', share: 20 },
        { heading: 'Claim', share: 14 },
      ],
      rows: sheet.claims.map((claim) => [
        { content: [claim.criterion] },
        {
          content: claim.note === '' ? [claim.statement] : [claim.statement, '\n', { text: claim.note, italic: true }],
        },
        cell(claim.facets),
        cell(claim.locator),
        markCell(claim.decision),
      ]),
    },
  ];
}

function assessment(sheet: EvidenceSheet): Block[] {
  return [
    { kind: 'heading', level: 3, text: 'Assessment' },
    keyValues('Decision', sheet.decision),
    ...(sheet.varcs === null
      ? []
      : [
          {
            kind: 'table',
            caption: 'VARCS record',
            columns: [
              { heading: 'Question', share: 20 },
              ...sheet.varcs.map(({ letter }) => ({ heading: letter, share: 16 })),
            ],
            rows: [[cell('Answer'), ...sheet.varcs.map(({ answer }) => markCell(answer))]],
          } as const,
        ]),
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

function signatures(sheet: EvidenceSheet): Block[] {
  const hash: Block[] =
    sheet.contentSha256 === null
      ? []
      : [
          {
            kind: 'paragraph',
            style: 'small',
            content: ['Content SHA-256: ', { text: sheet.contentSha256, mono: true }],
          },
        ];
  if (sheet.signatures.length === 0) return hash;
  return [
    {
      kind: 'table',
      caption: 'Signatures',
      columns: [
        { heading: 'Role', share: 13 },
        { heading: 'Name', share: 18 },
        { heading: 'Statement', share: 44 },
        { heading: 'Signed', share: 25 },
      ],
      rows: sheet.signatures.map(({ role, name, statement, signedAt }) => [
        cell(role),
        cell(name),
        cell(statement),
        cell(signedAt),
      ]),
    },
    ...hash,
  ];
}
