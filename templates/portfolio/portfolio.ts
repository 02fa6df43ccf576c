import type { EvidenceSheet, PortfolioManifest } from '../../src/domain/portfolio/manifest.js';
import type { Block, BlockDocument, BlockSection, Inline } from '../../src/platform/pdf/blocks.js';
import { achievementRecord } from './achievement-record.js';
import { boundDocument } from './bound-document.js';
import { auditSummary, gaps, glossary, judgementLog, unitDeclaration } from './closing-matter.js';
import { evidenceIndex } from './evidence-index.js';
import { evidencePages } from './evidence-pages.js';
import { evidenceSheet } from './evidence-sheet.js';
import { DECLARATIONS_ANCHOR, refLink } from './phrases.js';
import { cover, declarations, details, documentControl, witnesses } from './front-matter.js';
import { planningRecord } from './planning-record.js';
import { samplingRecord } from './sampling-record.js';
import { matrixA, matrixB } from './tracking-matrices.js';

export interface Chapter {
  readonly anchor: string;
  readonly title: string;
  readonly orientation?: 'landscape';
  /** Short chapters go on below the one before. */
  readonly runsOn?: true;
  readonly blocks: Block[];
  /** Evidence records: each on pages of its own, so that its ref can run along every one of them (§5.2). */
  readonly sheets?: readonly EvidenceSheet[];
}

/** The portfolio in the order of domain.md §5.2. `contentSha256` is the hash of the manifest, taken by the caller. */
export function portfolioDocument(manifest: PortfolioManifest, contentSha256: string): BlockDocument {
  const sheets = manifest.evidenceGroups.flatMap((group) => group.sheets);
  const chapters: Chapter[] = [
    { anchor: 'control', title: 'Document control', runsOn: true, blocks: documentControl(manifest, contentSha256) },
    { anchor: 'details', title: 'Learner, centre and registration', runsOn: true, blocks: details(manifest) },
    {
      anchor: DECLARATIONS_ANCHOR,
      title: 'Declaration of authenticity',
      runsOn: true,
      blocks: declarations(manifest),
    },
    { anchor: 'witnesses', title: 'Witness status list', runsOn: true, blocks: witnesses(manifest) },
    { anchor: 'achievement', title: 'Unit achievement record', runsOn: true, blocks: achievementRecord(manifest) },
    ...planningChapter(manifest),
    { anchor: 'index', title: 'Evidence index', orientation: 'landscape', blocks: evidenceIndex(manifest) },
    {
      anchor: 'matrix-a',
      runsOn: true,
      title: 'Tracking matrix A: criterion to evidence',
      orientation: 'landscape',
      blocks: matrixA(manifest),
    },
    {
      anchor: 'matrix-b',
      runsOn: true,
      title: 'Tracking matrix B: evidence to criteria',
      orientation: 'landscape',
      blocks: matrixB(manifest),
    },
    { anchor: 'records', title: 'Evidence records', blocks: recordsOverview(manifest), sheets },
    { anchor: 'judgements', title: 'Assessor judgement log', orientation: 'landscape', blocks: judgementLog(manifest) },
    ...samplingChapter(manifest),
    { anchor: 'unit', title: 'Unit assessment and verification declaration', blocks: unitDeclaration(manifest) },
    { anchor: 'audit', title: 'Audit summary', runsOn: true, blocks: auditSummary(manifest) },
    {
      anchor: 'gaps',
      title: manifest.kind === 'draft' ? 'Gaps' : 'Outstanding criteria',
      runsOn: true,
      blocks: gaps(manifest),
    },
    { anchor: 'glossary', title: 'Glossary and key', runsOn: true, blocks: glossary(manifest) },
  ];
  return boundDocument(manifest, contentSha256, cover(manifest), [...chapters.flatMap(sectionsOf)]);
}

/** A portfolio that was fixed before plans were kept does not say that there was none. */
function planningChapter({ planning }: PortfolioManifest): Chapter[] {
  if (planning === undefined) return [];
  return [{ anchor: 'planning', title: 'Assessment plan and reviews', runsOn: true, blocks: planningRecord(planning) }];
}

/** Portfolios that were fixed before section 13 said on what an unsampled unit was released say so in the declaration alone. */
function samplingChapter({ samples, notSampled }: PortfolioManifest): Chapter[] {
  const chapter = { anchor: 'samples', title: 'IQA sampling record' };
  if (samples !== undefined) return [{ ...chapter, orientation: 'landscape', blocks: samplingRecord(samples) }];
  if (notSampled === undefined) return [];
  return [{ ...chapter, blocks: [{ kind: 'paragraph', content: [notSampled] }] }];
}

export function sectionsOf(chapter: Chapter, index: number): BlockSection[] {
  const title = `${index + 1}  ${chapter.title}`;
  const opening: Block[] = [
    { kind: 'heading', level: 1, text: title, anchor: chapter.anchor, listed: true },
    ...chapter.blocks,
  ];
  if (chapter.sheets === undefined || chapter.sheets.length === 0) {
    return [
      {
        orientation: chapter.orientation ?? 'portrait',
        runningTitle: chapter.title,
        runsOn: chapter.runsOn === true,
        blocks: opening,
      },
    ];
  }
  return chapter.sheets.map((sheet, place) => ({
    orientation: 'portrait',
    runningTitle: `${sheet.ref} · ${sheet.method}`,
    tab: { text: sheet.ref, place },
    blocks: [...(place === 0 ? opening : []), ...evidenceSheet(sheet), ...evidencePages(sheet)],
  }));
}

/** Opens the evidence records: in which groups and order they follow. Their pages are in the evidence index. */
export function recordsOverview(manifest: Pick<PortfolioManifest, 'evidenceGroups'>): Block[] {
  if (manifest.evidenceGroups.length === 0) {
    return [{ kind: 'paragraph', content: ['No evidence carries a live claim yet.'] }];
  }
  const groups = manifest.evidenceGroups.flatMap(({ title, sheets }, index): Inline => {
    const refs = sheets.flatMap(({ ref }, place): Inline => (place === 0 ? [refLink(ref)] : [', ', refLink(ref)]));
    return [index === 0 ? '' : '  ·  ', `${title}: `, ...refs];
  });
  return [{ kind: 'paragraph', content: groups }];
}
