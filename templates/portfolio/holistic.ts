import type { HolisticManifest, HolisticUnit } from '../../src/domain/portfolio/holistic-manifest.js';
import type { Block, BlockDocument, BlockSection } from '../../src/platform/pdf/blocks.js';
import { achievementRecord } from './achievement-record.js';
import { boundDocument } from './bound-document.js';
import { gaps, glossary, judgementLog, keyEvents, seal, unitSignatures } from './closing-matter.js';
import { leftOut } from './evidence-index.js';
import { cover, declarations, details, documentControl, witnesses } from './front-matter.js';
import { cell, DECLARATIONS_ANCHOR, evidenceAnchor, keyValues, markCell, refLink } from './phrases.js';
import { anchorsIn, placeBlocks, relinkBlocks } from './place-blocks.js';
import { planningRecord } from './planning-record.js';
import { type Chapter, recordsOverview, sectionsOf } from './portfolio.js';
import { samplingRecord } from './sampling-record.js';
import { matrixA, matrixB } from './tracking-matrices.js';

/** A portfolio over several units: what they share once, and a chapter for each (domain.md §5.2). */
export function holisticDocument(manifest: HolisticManifest, contentSha256: string): BlockDocument {
  const opening: Chapter[] = [
    { anchor: 'control', title: 'Document control', runsOn: true, blocks: documentControl(manifest, contentSha256) },
    { anchor: 'details', title: 'Learner and centre', runsOn: true, blocks: details(manifest) },
    { anchor: DECLARATIONS_ANCHOR, title: 'Declaration of authenticity', runsOn: true, blocks: declarations(manifest) },
    { anchor: 'witnesses', title: 'Witness status list', runsOn: true, blocks: witnesses(manifest) },
    { anchor: 'index', title: 'Evidence index', orientation: 'landscape', blocks: evidenceIndex(manifest) },
  ];
  const sheets = manifest.evidenceGroups.flatMap((group) => group.sheets);
  const closing: Chapter[] = [
    { anchor: 'records', title: 'Evidence records', blocks: recordsOverview(manifest), sheets },
    { anchor: 'events', title: 'Key events', blocks: [keyEvents(manifest.events)] },
    ...(manifest.kind === 'signed_off'
      ? [{ anchor: 'seal', title: 'Electronic seal', runsOn: true as const, blocks: [seal(manifest)] }]
      : []),
    { anchor: 'glossary', title: 'Glossary and key', runsOn: true, blocks: glossary(manifest) },
  ];
  const before = opening.flatMap(sectionsOf);
  const after = closing.flatMap((chapter, index) =>
    sectionsOf(chapter, opening.length + manifest.units.length + index),
  );
  const shared = anchorsIn([...before, ...after].flatMap(({ blocks }) => blocks));
  const units = manifest.units.flatMap((unit, index) =>
    unitSections(unit, opening.length + index + 1, manifest.evidenceIndex, shared),
  );
  const all = new Set([...shared, ...anchorsIn(units.flatMap(({ blocks }) => blocks))]);
  const settled = (section: BlockSection): BlockSection => ({
    ...section,
    blocks: relinkBlocks(section.blocks, { prefix: '', elsewhere: all, otherwise: null }),
  });
  return boundDocument(manifest, contentSha256, cover(manifest), [...[...before, ...units, ...after].map(settled)]);
}

/** Each item once, with what it is claimed for in each unit (U40-R10). */
function evidenceIndex({ evidenceIndex: entries, units }: HolisticManifest): Block[] {
  if (entries.length === 0) return [{ kind: 'paragraph', content: ['No evidence carries a live claim yet.'] }];
  return [
    {
      kind: 'table',
      caption: `${entries.length} pieces of evidence over ${units.length} units`,
      columns: [
        { heading: 'Ref', share: 6 },
        { heading: 'Title', share: 24 },
        { heading: 'Method', share: 14 },
        { heading: 'Units and criteria', share: 22 },
        { heading: 'Date of activity', share: 12 },
        { heading: 'Author', share: 12 },
        { heading: 'Location', share: 13 },
        { heading: 'Page', share: 5 },
        { heading: 'Version', share: 7 },
        { heading: 'Status', share: 9 },
      ],
      rows: entries.map((entry) => [
        { content: [refLink(entry.ref)] },
        cell(entry.title),
        cell(`${entry.method} (${entry.methodCode})`),
        cell(entry.criteria),
        cell(entry.activity),
        cell(entry.author),
        cell(entry.location),
        { content: [{ text: '', pageOf: evidenceAnchor(entry.ref) }] },
        cell(entry.version),
        markCell(entry.status),
      ]),
    },
  ];
}

/** One unit's own record: what was achieved and planned, on what, who decided, who looked at that, and who signed. */
function unitSections(
  unit: HolisticUnit,
  number: number,
  index: HolisticManifest['evidenceIndex'],
  shared: ReadonlySet<string>,
): BlockSection[] {
  const prefix = `${unit.key}-`;
  const part = (anchor: string, text: string, blocks: readonly Block[]): Block[] => [
    { kind: 'heading', level: 2, text, anchor: prefix + anchor, listed: true },
    ...placeBlocks(blocks, { prefix, elsewhere: shared, otherwise: null }),
  ];
  const runningTitle = `${unit.key} · ${unit.title}`;
  return [
    {
      orientation: 'portrait',
      runningTitle,
      blocks: [
        { kind: 'heading', level: 1, text: `${number}  ${unit.title}`, anchor: `unit-${unit.key}`, listed: true },
        keyValues(`About ${unit.key}`, unit.about),
        keyValues('Assessment team', unit.people),
        ...part('achievement', 'Unit achievement record', achievementRecord({ ...unit, evidenceIndex: index })),
        ...part('planning', 'Assessment plan and reviews', planningRecord(unit.planning)),
      ],
    },
    {
      orientation: 'landscape',
      runningTitle,
      blocks: [
        ...part('matrix-a', 'Tracking matrix A: criterion to evidence', matrixA(unit)),
        ...part('matrix-b', 'Tracking matrix B: evidence to criteria', matrixB(unit)),
        ...placeBlocks(leftOut(unit), { prefix, elsewhere: shared, otherwise: null }),
        ...part('judgements', 'Assessor judgement log', judgementLog(unit)),
        ...(unit.samples === undefined ? [] : part('samples', 'IQA sampling record', samplingRecord(unit.samples))),
        ...(unit.notSampled === undefined
          ? []
          : part('samples', 'IQA sampling record', [{ kind: 'paragraph', content: [unit.notSampled] }])),
      ],
    },
    {
      orientation: 'portrait',
      runningTitle,
      blocks: [
        ...part('declaration', 'Unit assessment and verification declaration', unitSignatures(unit)),
        ...part('gaps', unit.gaps === null ? 'Outstanding criteria' : 'Gaps', gaps(unit)),
        ...part('counts', 'Number of events', [keyValues('Number of events of each kind', unit.counts)]),
      ],
    },
  ];
}
