import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildHolistic, type HolisticFacts } from '../../src/domain/portfolio/build-holistic.js';
import { buildManifest } from '../../src/domain/portfolio/build-manifest.js';
import type { PortfolioFacts, PortfolioKind } from '../../src/domain/portfolio/portfolio-facts.js';
import { FILE_CHECKS } from './file-checks.js';
import { portfolioFacts } from './fixture.js';
import { modelOf, type PdfModel } from './pdf-model.js';
import { describeWith, pagesOf, renderPortfolio } from './pdf-tools.js';
import { STRUCTURE_CHECKS } from './structure-checks.js';

/** The same work on a second unit, where only some of it is claimed. */
function twinOf(facts: PortfolioFacts): PortfolioFacts {
  const evidence = facts.evidence.filter((_, index) => index % 2 === 0);
  const kept = new Set(evidence.map(({ id }) => id));
  return {
    ...facts,
    ...{ evidence, unit: { ...facts.unit, key: 'TWIN', title: 'Unit T: Twins' }, portfolioId: 'twin-1' },
    coverage: {
      ...facts.coverage,
      criteria: facts.coverage.criteria.map((criterion) => ({
        ...criterion,
        claims: criterion.claims.filter(({ evidenceId }) => kept.has(evidenceId)),
      })),
    },
    audit: {
      ...facts.audit,
      events: [
        ...facts.audit.events,
        { at: '2026-11-20T15:20:00.000Z', type: 'unit.signed', by: 'Ruth Bennett', summary: 'The twin was signed.' },
      ],
    },
  };
}

const holistic = (kind: PortfolioKind): HolisticFacts => {
  const facts = portfolioFacts(kind);
  return {
    reference: '54321-AB123-TWIN-U40-1',
    units: [
      { facts, ownCode: kind === 'draft' ? null : 'AAAA-BBBB-CCCC-DDDD' },
      { facts: twinOf(facts), ownCode: null },
    ],
  };
};

describe.each(['draft', 'signed_off'] as const)('what a holistic portfolio says, %s', (kind) => {
  const facts = holistic(kind);
  const manifest = buildHolistic(facts);
  const own = new Map(facts.units.map((unit) => [unit.facts.unit.key, buildManifest(unit.facts)]));

  it('is each item once, in the index and among the records, in the order of refs within its group', () => {
    const refs = manifest.evidenceIndex.map(({ ref }) => ref);
    expect(refs).toEqual(own.get('U40')?.evidenceIndex.map(({ ref }) => ref));
    const sheets = manifest.evidenceGroups.flatMap((group) => group.sheets);
    expect(sheets.map(({ ref }) => ref)).toEqual(
      own.get('U40')?.evidenceGroups.flatMap((group) => group.sheets.map(({ ref }) => ref)),
    );
  });

  it('is of each item what every unit claims of it, as many claims as the units make together', () => {
    for (const sheet of manifest.evidenceGroups.flatMap((group) => group.sheets)) {
      const wanted = [...own].flatMap(([key, unit]) =>
        unit.matrixB
          .filter(({ ref }) => ref === sheet.ref)
          .flatMap(({ criteria }) => criteria.map(({ code }) => `${key} ${code}`)),
      );
      expect(sheet.claims.map(({ criterion }) => criterion).sort()).toEqual(wanted.sort());
      const line = manifest.evidenceIndex.find(({ ref }) => ref === sheet.ref)?.criteria.split('\n') ?? [];
      expect(line).toHaveLength(new Set(wanted.map((claim) => claim.split(' ')[0])).size);
    }
  });

  it('is each unit’s own record, word for word as in the unit’s own portfolio', () => {
    expect(manifest.units.map(({ key }) => key)).toEqual(['TWIN', 'U40']);
    for (const unit of manifest.units) {
      const { achievement, matrixA, matrixB, judgementLog, signatures, gaps } = own.get(unit.key)!;
      expect(unit).toMatchObject({ achievement, matrixA, matrixB, judgementLog, signatures, gaps });
    }
  });

  it('is what happened once, and what happened to one unit with its name', () => {
    const told = manifest.events.map(({ summary }) => summary);
    expect(told).toContain('TWIN: The twin was signed.');
    expect(told).toHaveLength(portfolioFacts(kind).audit.events.length + 1);
  });

  it('does not depend on the order of the units', () => {
    expect(buildHolistic({ ...facts, units: [...facts.units].reverse() })).toEqual(manifest);
  });
});

describeWith(['qpdf', 'pdfinfo', 'pdftotext'])('a holistic portfolio as a document', () => {
  const models: PdfModel[] = [];
  let pages: readonly string[];
  beforeAll(async () => {
    for (const kind of ['draft', 'signed_off'] as const) {
      const pdf = await renderPortfolio(buildHolistic(holistic(kind)));
      models.push(modelOf(pdf));
      pages = pagesOf(pdf);
    }
  }, 120_000);

  it.each([...FILE_CHECKS, ...STRUCTURE_CHECKS])('$name', ({ faults }) => {
    for (const model of models) expect(faults(model)).toEqual([]);
  });

  it('has a chapter for each unit and one for the records', () => {
    const contents = pages[1]?.replace(/\s+/g, ' ') ?? '';
    for (const chapter of ['Unit T: Twins', 'Unit 40', 'Evidence index', 'Evidence records', 'Electronic seal']) {
      expect(contents).toContain(chapter);
    }
  });
});
