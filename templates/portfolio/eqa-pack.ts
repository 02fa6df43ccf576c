import type { EqaPackManifest, PackUnit } from '../../src/domain/portfolio/eqa-pack-manifest.js';
import type { Block, BlockDocument, BlockSection } from '../../src/platform/pdf/blocks.js';
import { achievementRecord } from './achievement-record.js';
import { boundDocument } from './bound-document.js';
import { centreRecords } from './centre-records.js';
import { glossary, judgementLog, unitSignatures } from './closing-matter.js';
import { leftOut } from './evidence-index.js';
import { declarations } from './front-matter.js';
import { cell, keyValues, markCell, markSpan, toneOf } from './phrases.js';
import { placeBlocks } from './place-blocks.js';
import { samplingRecord } from './sampling-record.js';
import { matrixA } from './tracking-matrices.js';

type Orientation = BlockSection['orientation'];

/** The pack for a visit: who was chosen, each learner's unit, then the centre's own records. */
export function eqaPackDocument(manifest: EqaPackManifest, contentSha256: string): BlockDocument {
  const first = 3;
  const after = first + manifest.units.length;
  return boundDocument(manifest, contentSha256, cover(manifest), [
    chapter(
      1,
      'Document control',
      'control',
      [keyValues('Document control', [...manifest.control, { label: 'Content SHA-256', value: contentSha256 }])],
      { runsOn: true },
    ),
    chapter(2, 'Learners and units', 'learners', learnersAndUnits(manifest, first), { orientation: 'landscape' }),
    ...manifest.units.flatMap((unit, index) => unitSections(unit, first + index, unitAnchor(index))),
    chapter(after, 'Sampling strategy and plans', 'sampling', centreRecords(manifest.sampling, ''), {
      orientation: 'landscape',
    }),
    chapter(
      after + 1,
      'Standardisation',
      'standardisation',
      centreRecords(manifest.standardisation, 'No exercise on a unit of the visit was held in this time.'),
      { orientation: 'landscape', runsOn: true },
    ),
    chapter(
      after + 2,
      'Staff register',
      'staff',
      centreRecords(manifest.staff, 'Nobody assesses or verifies what was chosen.'),
      { orientation: 'landscape', runsOn: true },
    ),
    chapter(after + 3, 'Glossary and key', 'glossary', glossary(manifest), {}),
  ]);
}

const unitAnchor = (index: number): string => `unit-${index + 1}`;

function chapter(
  number: number,
  title: string,
  anchor: string,
  blocks: readonly Block[],
  { orientation = 'portrait', runsOn = false }: { orientation?: Orientation; runsOn?: boolean },
): BlockSection {
  return {
    orientation,
    runningTitle: title,
    runsOn,
    blocks: [{ kind: 'heading', level: 1, text: `${number}  ${title}`, anchor, listed: true }, ...blocks],
  };
}

function cover({ cover: facts, status }: EqaPackManifest): Block[] {
  return [
    {
      kind: 'banner',
      overline: facts.centre,
      title: 'Pack for external verification',
      subtitle: facts.awardingOrganisation,
      badge: { text: status.mark.label, tone: toneOf(status.mark) },
    },
    keyValues('The visit', facts.visit),
    keyValues('This document', facts.document),
    {
      kind: 'callout',
      tone: toneOf(status.mark),
      title: 'Not a signed-off portfolio',
      paragraphs: [[status.sentence]],
    },
    {
      kind: 'paragraph',
      style: 'small',
      content: [
        'Learners’ numbers, addresses and dates of birth and the contact details of witnesses are left out. Evidence is ' +
          'listed and not copied.',
      ],
    },
  ];
}

function learnersAndUnits({ lines, agenda }: EqaPackManifest, first: number): Block[] {
  return [
    ...(agenda === null ? [] : [{ kind: 'callout', tone: 'accent', title: 'Agenda', paragraphs: [[agenda]] } as const]),
    {
      kind: 'table',
      caption: 'What was chosen for the visit',
      columns: [
        { heading: 'Learner', share: 15 },
        { heading: 'Chapter', share: 7 },
        { heading: 'Unit', share: 19 },
        { heading: 'State', share: 12 },
        { heading: 'Criteria met', share: 8 },
        { heading: 'Assessed by', share: 13 },
        { heading: 'Verified by', share: 11 },
        { heading: 'Chosen because', share: 22 },
      ],
      rows: lines.map((line, index) => [
        cell(line.learner),
        { content: [{ text: String(first + index), link: unitAnchor(index) }] },
        cell(line.unit),
        markCell(line.state),
        cell(line.met),
        cell(line.assessors),
        cell(line.iqa),
        cell(line.chosen),
      ]),
    },
  ];
}

/** One learner's unit: who and how far, what was achieved, on what, who decided, who looked at that and who signed. */
function unitSections(unit: PackUnit, number: number, anchor: string): BlockSection[] {
  const indexAnchor = `${anchor}-evidence`;
  const placed = (blocks: readonly Block[]): Block[] =>
    placeBlocks(blocks, { prefix: `${anchor}-`, elsewhere: new Set(), otherwise: indexAnchor });
  const part = (
    text: string,
    blocks: readonly Block[],
    itsAnchor = `${anchor}-${text.replace(/\W+/g, '-')}`,
  ): Block[] => [{ kind: 'heading', level: 2, text, anchor: itsAnchor, listed: true }, ...blocks];
  const opening = [
    { kind: 'paragraph', content: ['State: ', markSpan(unit.state)] } as const,
    keyValues('Registration', unit.registration),
    keyValues('Assessment team', unit.people),
    ...part('Achievement record', placed(achievementRecord({ ...unit, evidenceIndex: unit.evidence }))),
    ...part('Declarations of authenticity', placed(declarations(unit))),
  ];
  const records = [
    ...part('Evidence index', [...evidenceIndex(unit), ...placed(leftOut(unit))], indexAnchor),
    ...part('Tracking matrix A: criterion to evidence', placed(matrixA(unit))),
    ...part('Assessor judgement log', placed(judgementLog(unit))),
    ...part(
      'IQA sampling record',
      unit.samples === undefined
        ? [{ kind: 'paragraph', content: [unit.notSampled ?? 'No sample of this unit has been signed.'] }]
        : placed(samplingRecord(unit.samples)),
    ),
  ];
  const signatures = placed(unitSignatures(unit));
  return [
    chapter(number, unit.title, anchor, opening, {}),
    { orientation: 'landscape', runningTitle: unit.title, blocks: records },
    {
      orientation: 'portrait',
      runningTitle: unit.title,
      blocks: part(
        'Declarations and signatures on the unit',
        signatures.length === 0 ? [{ kind: 'paragraph', content: ['Nobody has signed this unit yet.'] }] : signatures,
      ),
    },
  ];
}

/** What was handed in and where it is; the pack copies none of it. */
function evidenceIndex({ evidence }: PackUnit): Block[] {
  if (evidence.length === 0) return [{ kind: 'paragraph', content: ['Nothing has been handed in yet.'] }];
  return [
    {
      kind: 'table',
      caption: `${evidence.length} pieces of evidence`,
      columns: [
        { heading: 'Ref', share: 7 },
        { heading: 'Title', share: 25 },
        { heading: 'Method', share: 14 },
        { heading: 'Criteria', share: 14 },
        { heading: 'Date of activity', share: 12 },
        { heading: 'Author', share: 14 },
        { heading: 'Location', share: 14 },
        { heading: 'Version', share: 7 },
        { heading: 'Status', share: 10 },
      ],
      rows: evidence.map((entry) => [
        { content: [{ text: entry.ref, bold: true }] },
        cell(entry.title),
        cell(`${entry.method} (${entry.methodCode})`),
        cell(entry.criteria),
        cell(entry.activity),
        cell(entry.author),
        cell(entry.location),
        cell(entry.version),
        markCell(entry.status),
      ]),
    },
  ];
}
