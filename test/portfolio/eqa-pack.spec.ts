import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildEqaPack } from '../../src/domain/portfolio/build-eqa-pack.js';
import type { EqaPackFacts, ExerciseForPack } from '../../src/domain/portfolio/eqa-pack-facts.js';
import type { UnitFacts } from '../../src/domain/portfolio/portfolio-facts.js';
import { DEFAULT_SAMPLING_POLICY } from '../../src/domain/sampling/sampling-policy.js';
import { FILE_CHECKS } from './file-checks.js';
import { portfolioFacts } from './fixture.js';
import { modelOf, type PdfModel } from './pdf-model.js';
import { describeWith, renderPortfolio } from './pdf-tools.js';
import { spokenText } from './spoken-text.js';
import { STRUCTURE_CHECKS } from './structure-checks.js';

const EXERCISE: ExerciseForPack = {
  ...{ title: 'Keeping customers informed', unit: 'U40', state: 'concluded', heldOn: '2026-05-12' },
  ...{ facilitatorName: 'Lea Lead', criteria: ['2.6'], pieces: 1, participants: 2, dissents: 1 },
  decisions: [
    { name: 'Daniel Price', answers: [{ criterion: '2.6', evidence: 1, outcome: 'met' }] },
    { name: 'Tess Morley', answers: [{ criterion: '2.6', evidence: 1, outcome: 'none' }] },
  ],
  agreed: [{ criterion: '2.6', evidence: 1, outcome: 'met', reasoning: 'She says when she will call again.' }],
  conclusion: { signedByName: 'Lea Lead', signedAt: '2026-05-12T15:00:00.000Z', sha256: 'c'.repeat(64) },
  actions: [
    {
      ...{ text: 'Write down what counts.', ownerName: 'Tess Morley', dueOn: '2026-06-01' },
      ...{ response: 'Done.', respondedAt: '2026-05-20T10:00:00.000Z', closedAt: null },
    },
  ],
};

const unitFacts = (kind: 'draft' | 'signed_off', name: string): UnitFacts => {
  const facts = portfolioFacts(kind);
  return { ...facts, kind: 'eqa_pack', learner: { ...facts.learner, name } };
};

const chosen = (facts: UnitFacts, state: 'iqa_released' | 'in_progress') => ({
  ...{ facts, state, chosenByName: 'Vera Visitor', chosenAt: '2026-06-01T09:00:00.000Z', reason: 'One of each.' },
});

function packFacts(over: Partial<EqaPackFacts> = {}): EqaPackFacts {
  return {
    ...{ reference: 'EQA-54321-0a1b2c3d', exportedAt: '2026-06-03T10:15:00.000Z', generatorVersion: '0.1.0' },
    centre: { name: 'Harbourside Training Centre', number: '54321' },
    visit: {
      ...{ verifierName: 'Vera Visitor', awardingOrganisation: 'Pearson', kind: 'remote', units: ['U40'] },
      ...{ opensAt: '2026-06-01T00:00:00.000Z', closesAt: '2026-06-14T18:00:00.000Z', agenda: 'Two portfolios.' },
    },
    chosen: [
      chosen(unitFacts('signed_off', 'Aisha Morgan'), 'iqa_released'),
      chosen(unitFacts('draft', 'Bruno Begun'), 'in_progress'),
    ],
    strategy: { version: 2, policy: DEFAULT_SAMPLING_POLICY, createdAt: '2026-01-02T09:00:00.000Z' },
    plans: [
      {
        ...{ unit: 'U40', from: '2026-04-01', to: '2026-06-30', iqaName: null, version: 1, policyVersion: 2 },
        ...{ drawnAt: '2026-06-01T09:00:00.000Z', seed: 'spring', populationSha256: 'd'.repeat(64) },
        ...{ population: 9, planned: 4, signed: 1 },
        ofChosen: [
          {
            ...{ learnerName: 'Aisha Morgan', stage: 'summative', criteria: ['2.6'], methods: ['direct_observation'] },
            ...{ riskLevel: 'high', reasons: ['The assessor is new.', 'The assessor is new.'], iqaName: 'Ingrid Shaw' },
            ...{ plannedOn: '2026-06-20', signedOn: '2026-06-02' },
          },
        ],
      },
    ],
    exercises: [EXERCISE],
    staff: [
      {
        ...{ name: 'Daniel Price', roles: ['assessor', 'iqa'], hasLeft: false, cpdHours: 2.5, observations: 0 },
        ...{ lastObservedOn: null, countersignerNames: [], findings: ['Not observed this year.'] },
        qualifications: [
          {
            ...{ kind: 'assessor', title: 'CAVA', awardingOrganisation: 'City & Guilds', status: 'held' },
            ...{ awardedOn: '2019-07-04', targetOn: null, originalSeenOn: '2026-05-01', isConfirmed: true },
          },
        ],
        competences: [{ unit: 'U40', statement: 'Ran a desk.', basis: 'Nine years.', isConfirmed: false }],
      },
    ],
    since: '2025-06-01',
    trail: { sequence: 120, sha256: 'e'.repeat(64) },
    ...over,
  };
}

describe('what a pack for a visit says', () => {
  const pack = buildEqaPack(packFacts());
  const [released, begun] = pack.units;

  it('is what was handed in, and no draft, with the criteria of each item as in the matrix', () => {
    const drafts = portfolioFacts('draft').evidence.filter(({ status }) => status === 'draft');
    expect(drafts.length).toBeGreaterThan(0);
    for (const { ref } of drafts) expect(begun?.evidence.map((entry) => entry.ref)).not.toContain(ref);
    for (const unit of pack.units) {
      for (const { code, evidence } of unit.matrixA) {
        for (const { ref } of evidence) {
          expect(unit.evidence.find((entry) => entry.ref === ref)?.criteria.split(', ')).toContain(code);
        }
      }
    }
  });

  it('is every signature there is and no place for another', () => {
    expect(released?.signatures.map(({ title }) => title)).toContain('Internal quality assurer');
    expect(pack.units.flatMap(({ signatures }) => signatures).filter(({ signed }) => signed === null)).toEqual([]);
  });

  it('is not the learner’s number, and evidence is where it lies', () => {
    const { uln } = portfolioFacts('signed_off').learner;
    expect(uln).not.toBeNull();
    expect(JSON.stringify(pack)).not.toContain(uln);
    expect(JSON.stringify(pack)).not.toContain('This document');
  });

  it('is what was decided in an exercise only once that is revealed, even if the facts hold it', () => {
    const words = (exercise: ExerciseForPack): string =>
      JSON.stringify(buildEqaPack(packFacts({ exercises: [exercise] })).standardisation);
    expect(words(EXERCISE)).toContain('Met: Daniel Price. Says nothing about it: Tess Morley');
    for (const state of ['prepared', 'open'] as const) {
      expect(words({ ...EXERCISE, state })).not.toMatch(/Met|Agreement|Says nothing/);
    }
  });

  it('is how many others a plan chose, and each reason once', () => {
    const words = JSON.stringify(pack.sampling);
    expect(words).toContain('{"label":"Of these not in this pack","value":"3"}');
    expect(words.split('The assessor is new.')).toHaveLength(2);
  });
});

describeWith(['qpdf', 'pdfinfo'])('a pack as a document', () => {
  let model: PdfModel;
  let spoken: string;
  beforeAll(async () => {
    const pdf = await renderPortfolio(buildEqaPack(packFacts()));
    model = modelOf(pdf);
    spoken = await spokenText(pdf);
  }, 60_000);

  it.each([...FILE_CHECKS, ...STRUCTURE_CHECKS])('$name', ({ faults }) => {
    expect(faults(model)).toEqual([]);
  });

  it('says every word of its manifest', () => {
    const { agenda, lines } = buildEqaPack(packFacts());
    for (const words of [agenda ?? '', ...lines.map(({ chosen: why }) => why.split('\n')[0] ?? '')]) {
      expect(spoken).toContain(words);
    }
  });

  it('is drawn with nobody chosen’s evidence and nothing on record as well', async () => {
    const [first] = packFacts().chosen;
    const bare = { ...first!, facts: { ...first!.facts, evidence: [], judgements: [], signOffs: [], samples: [] } };
    const coverage = {
      ...bare.facts.coverage,
      criteria: bare.facts.coverage.criteria.map((criterion) => ({ ...criterion, claims: [] })),
    };
    const facts = packFacts({
      chosen: [{ ...bare, facts: { ...bare.facts, coverage } }],
      ...{ plans: [], exercises: [], staff: [] },
    });
    const words = await spokenText(await renderPortfolio(buildEqaPack(facts)));
    for (const line of [
      'Nothing has been handed in yet.',
      'Nobody has signed this unit yet.',
      'No exercise on a unit',
    ]) {
      expect(words).toContain(line);
    }
  });
});
