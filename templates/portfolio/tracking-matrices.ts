import type { EvidenceRow, PortfolioManifest } from '../../src/domain/portfolio/manifest.js';
import type { Block, Inline, Table } from '../../src/platform/pdf/blocks.js';
import {
  cell,
  criterionAnchor,
  locatorSpans,
  markCell,
  refLink,
  toneOf,
  weightSpans,
  WEIGHT_SYMBOLS,
} from './phrases.js';

/** More columns than this cannot be read on A4; a longer unit gets several grids. */
const GRID_COLUMNS = 20;

/** Section 8: for each criterion the evidence that is claimed for it, and where in that evidence to look. */
export function matrixA(manifest: Pick<PortfolioManifest, 'matrixA'>): Block[] {
  return [
    {
      kind: 'table',
      caption: 'Matrix A: criterion to evidence',
      columns: [
        { heading: 'AC', share: 5 },
        { heading: 'Criterion', share: 33 },
        { heading: 'Evidence at locator (method)', share: 32 },
        { heading: 'Facets claimed', share: 20 },
        { heading: 'Judgement', share: 12 },
      ],
      rows: manifest.matrixA.map((row) => [
        { content: [{ text: row.code, link: criterionAnchor(row.code) }] },
        { content: [row.statement] },
        {
          content: inLines(
            row.evidence.map((claimed): Inline => [
              refLink(claimed.ref),
              ' ',
              ...locatorSpans(claimed.ref, claimed),
              ` ${claimed.methodCode} `,
              ...weightSpans(claimed.weight),
            ]),
          ),
        },
        cell(row.facets),
        markCell(row.judgement),
      ]),
    },
  ];
}

/** Section 9: the transpose, first at a glance and then with locators. */
export function matrixB(manifest: Pick<PortfolioManifest, 'matrixA' | 'matrixB'>): Block[] {
  if (manifest.matrixB.length === 0) return [{ kind: 'paragraph', content: ['No evidence carries a live claim yet.'] }];
  return [
    ...grids(manifest),
    {
      kind: 'paragraph',
      style: 'small',
      content: [
        'Key: ● counts · ◐ supports, cannot carry the criterion alone · ○ claimed, not counted · – no claim in force',
      ],
    },
    {
      kind: 'table',
      caption: 'Matrix B: evidence to criteria',
      columns: [
        { heading: 'Ref', share: 7 },
        { heading: 'Title', share: 31 },
        { heading: 'Method', share: 8 },
        { heading: 'Criteria at locators', share: 54 },
      ],
      rows: manifest.matrixB.map((row) => [
        { content: [refLink(row.ref)] },
        cell(row.title),
        cell(row.methodCode),
        {
          content: row.criteria.flatMap((claimed, index): Inline => [
            index === 0 ? '' : '  ·  ',
            { text: claimed.code, bold: true, link: criterionAnchor(claimed.code) },
            ' at ',
            ...locatorSpans(row.ref, claimed),
            ' ',
            ...weightSpans(claimed.weight),
          ]),
        },
      ]),
    },
  ];
}

function grids(manifest: Pick<PortfolioManifest, 'matrixA' | 'matrixB'>): Table[] {
  const codes = manifest.matrixA.map((row) => row.code);
  const starts = codes.map((_, index) => index).filter((index) => index % GRID_COLUMNS === 0);
  return starts.map((start) => grid(codes.slice(start, start + GRID_COLUMNS), manifest.matrixB));
}

function grid(codes: readonly string[], rows: readonly EvidenceRow[]): Table {
  return {
    kind: 'table',
    caption: `At a glance: criteria ${codes[0]} to ${codes.at(-1)}`,
    columns: [
      { heading: 'Ref', share: 9 },
      { heading: 'Method', share: 8 },
      ...codes.map((heading) => ({ heading, share: 4.8 })),
    ],
    rows: rows.map((row) => [
      { content: [refLink(row.ref)] },
      cell(row.methodCode),
      ...codes.map((code) => {
        const claim = row.criteria.find((criterion) => criterion.code === code);
        return claim === undefined
          ? { content: [{ text: '–', tone: 'quiet' as const }] }
          : { content: [WEIGHT_SYMBOLS[claim.weight.mood]], tone: toneOf(claim.weight) };
      }),
    ]),
  };
}

function inLines(lines: readonly Inline[]): Inline {
  return lines.flatMap((line, index) => (index === 0 ? line : ['\n', ...line]));
}
