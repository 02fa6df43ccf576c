import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { computeCoverage } from '../../src/domain/coverage/compute-coverage.js';
import { AUTHENTICITY_DECLARATION } from '../../src/domain/evidence/declaration.js';
import { CLAIM_STATES, EVIDENCE_STATUSES, SETTINGS } from '../../src/domain/evidence/evidence.js';
import { canonicalJson } from '../../src/domain/kernel/canonical-json.js';
import { buildManifest } from '../../src/domain/portfolio/build-manifest.js';
import type { PortfolioManifest } from '../../src/domain/portfolio/manifest.js';
import {
  PORTFOLIO_KINDS,
  type PortfolioEvidence,
  type PortfolioFacts,
} from '../../src/domain/portfolio/portfolio-facts.js';
import { portfolioFacts } from './fixture.js';

const GOLDEN = new URL('./signed-off-manifest.golden.json', import.meta.url);

/** Facts with other evidence and the coverage that belongs to it. */
function withEvidence(facts: PortfolioFacts, evidence: readonly PortfolioEvidence[]): PortfolioFacts {
  const coverage = computeCoverage({
    unit: facts.unit,
    registrationId: 'registration-1',
    registeredOn: facts.registration.registeredOn,
    learnerId: 'learner-1',
    evidence,
    judgements: facts.judgements,
    openEssentialActions: 0,
    openAppeals: 0,
    asOf: facts.exportedAt,
  });
  return { ...facts, evidence, coverage };
}

function pairs(manifest: PortfolioManifest): { a: string[]; b: string[] } {
  return {
    a: manifest.matrixA.flatMap((row) => row.evidence.map(({ ref }) => `${row.code} ${ref}`)).sort(),
    b: manifest.matrixB.flatMap((row) => row.criteria.map(({ code }) => `${code} ${row.ref}`)).sort(),
  };
}

describe('the portfolio manifest', () => {
  it('says of the signed-off sample what it has always said', () => {
    const manifest = buildManifest(portfolioFacts('signed_off'));
    // A change of wording is meant to be seen in review: run with UPDATE_GOLDEN=1 and read the difference.
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, JSON.stringify(manifest, null, 2));
    expect(manifest).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
  });

  it('prints the same pairs in matrix A and matrix B, whatever has become of items and claims (invariant 7)', () => {
    const change = fc.record({
      status: fc.constantFrom(...EVIDENCE_STATUSES),
      setting: fc.constantFrom(...SETTINGS),
      states: fc.array(fc.constantFrom(...CLAIM_STATES), { minLength: 7, maxLength: 7 }),
    });
    const changes = fc.array(change, { minLength: 12, maxLength: 12 });
    let pairsSeen = 0;
    fc.assert(
      fc.property(fc.constantFrom(...PORTFOLIO_KINDS), changes, (kind, drawn) => {
        const facts = portfolioFacts(kind);
        const evidence = facts.evidence.map((one, index) => ({
          ...one,
          status: drawn[index]!.status,
          setting: drawn[index]!.setting,
          claims: one.claims.map((claim, place) => ({ ...claim, state: drawn[index]!.states[place]! })),
        }));
        const manifest = buildManifest(withEvidence(facts, evidence));
        const { a, b } = pairs(manifest);
        pairsSeen += a.length;
        expect(a).toEqual(b);
        // What is printed is live, and nothing simulated is among it.
        for (const row of manifest.matrixB) {
          const item = evidence.find(({ ref }) => ref === row.ref)!;
          expect(['withdrawn', 'superseded']).not.toContain(item.status);
          expect(item.status === 'accepted' && item.setting === 'simulated').toBe(false);
          expect(item.method).not.toBe('simulation');
        }
      }),
      { numRuns: 60 },
    );
    expect(pairsSeen).toBeGreaterThan(100);
  });

  it('refuses coverage that was computed from other evidence', () => {
    const facts = portfolioFacts('draft');
    const stale = { ...facts, coverage: withEvidence(facts, facts.evidence.slice(1)).coverage };
    expect(() => buildManifest(stale)).toThrow(/do not reconcile.*E001/);
  });

  it('does not depend on the order in which a database returned the facts', () => {
    const facts = portfolioFacts('signed_off');
    const flipKeys = <Value extends object>(value: Value): Value =>
      Object.fromEntries(Object.entries(value).reverse()) as Value;
    const turned: PortfolioFacts = {
      ...facts,
      evidence: [...facts.evidence].reverse().map((one) => ({
        ...one,
        record: flipKeys(one.record),
        files: [...one.files].reverse(),
        claims: [...one.claims].reverse(),
        signatures: [...one.signatures].reverse(),
      })),
      judgements: [...facts.judgements].reverse(),
      signOffs: [...facts.signOffs].reverse(),
      audit: { ...facts.audit, counts: flipKeys(facts.audit.counts), events: [...facts.audit.events].reverse() },
    };
    expect(buildManifest(turned)).toEqual(buildManifest(facts));
    expect(canonicalJson(buildManifest(turned)) === canonicalJson(buildManifest(facts))).toBe(true);
  });

  it('names simulated evidence as left out and prints none of it (U40-R2)', () => {
    const manifest = buildManifest(portfolioFacts('draft'));
    expect(manifest.leftOut.map(({ ref }) => ref)).toEqual(['E011']);
    expect(manifest.evidenceIndex.map(({ ref }) => ref)).not.toContain('E011');
  });

  it('keeps contact details of witnesses out of the document (§5.2)', () => {
    const text = canonicalJson(buildManifest(portfolioFacts('signed_off')));
    expect(text).toContain('Showroom manager');
    expect(text).not.toContain('helen.okafor@example.org');
  });

  it('says how a witness was checked, and of a signature on paper the day only', () => {
    const facts = portfolioFacts('signed_off');
    const testimony = facts.evidence.find(({ method }) => method === 'witness_testimony')!;
    const signed = { ...testimony.signatures[0]!, signedAt: '2026-08-28T00:00:00.000Z' };
    const evidence = facts.evidence.map((one) => (one === testimony ? { ...one, signatures: [signed] } : one));
    const sheet = buildManifest({ ...facts, evidence })
      .evidenceGroups.flatMap(({ sheets }) => sheets)
      .find(({ ref }) => ref === testimony.ref)!;
    expect(sheet.envelope).toContainEqual({
      label: 'Identity of witness',
      value: 'Confirmed by telephone by Daniel Price on 28 Aug 2026',
    });
    expect(sheet.signatures.map(({ signedAt }) => signedAt)).toEqual(['28 Aug 2026']);
  });

  it('lists every witness at its front, with how they signed and who confirmed them (§5.2 row 10)', () => {
    const facts = portfolioFacts('draft');
    const testimony = facts.evidence.find(({ method }) => method === 'witness_testimony')!;
    const [paper] = testimony.signatures;
    const given = { ...paper!, signedAt: '2026-08-28T09:30:00.000Z', givenThrough: 'link' as const };
    const another = (id: string, over: Partial<PortfolioEvidence>): PortfolioEvidence => ({
      ...testimony,
      ...{ id, ref: id, claims: testimony.claims.map((claim) => ({ ...claim, id: `${id}-${claim.criterion}` })) },
      ...over,
    });
    const evidence = [
      ...facts.evidence,
      another('E101', { record: { witness: { name: 'Tom Reed' } }, signatures: [given], witnessCheck: null }),
      another('E102', { record: { witness: { name: 'Una Vale' } }, signatures: [], witnessCheck: null }),
      another('E103', { status: 'draft' }),
      another('E104', { status: 'withdrawn' }),
    ];
    const { witnesses } = buildManifest(withEvidence(facts, evidence));
    expect(witnesses.map(({ ref, name, role, signed, check }) => [ref, name, role, signed, check])).toEqual([
      ...[
        [testimony.ref, 'Helen Okafor', 'Showroom manager, Oak & Loom', '28 Aug 2026, on paper'],
        ['E101', 'Tom Reed', 'not stated', '28 Aug 2026, 09:30 UTC, personal link'],
        ['E102', 'Una Vale', 'not stated', 'Not signed'],
      ].map((line, index) => [
        ...line,
        index === 0 ? 'Confirmed by telephone by Daniel Price on 28 Aug 2026' : 'Not yet confirmed by an assessor',
      ]),
    ]);
    expect(canonicalJson(witnesses as never)).not.toContain('@');
  });

  it('prints the declaration of authenticity once for all items that carry it', () => {
    const manifest = buildManifest(portfolioFacts('signed_off'));
    expect(manifest.declarations.map(({ given }) => given.map(({ ref }) => ref))).toEqual([
      ['E004', 'E005', 'E006', 'E007'],
      [null],
    ]);
    const text = canonicalJson(manifest);
    expect(text.split(AUTHENTICITY_DECLARATION.text)).toHaveLength(2);
  });

  it('says who confirmed that customers’ data is gone', () => {
    const facts = portfolioFacts('draft');
    const [first, ...rest] = facts.evidence;
    const confirmed = { ...first!, redaction: 'done' as const };
    const redactionConfirmed = { byName: 'Maya Okafor', at: '2026-03-09T10:00:00.000Z' };
    const manifest = buildManifest(withEvidence(facts, [{ ...confirmed, redactionConfirmed }, ...rest]));
    const words = JSON.stringify(manifest);
    expect(words).toContain('"Done, confirmed by Maya Okafor on 9 Mar 2026"');
  });

  it('names the assessor before a second one', () => {
    const facts = portfolioFacts('draft');
    const assessors = [
      { name: 'Zoe', role: 'Assessor' },
      { name: 'Amir', role: 'Second assessor' },
    ];
    const { details } = buildManifest({ ...facts, people: { ...facts.people, assessors } });
    expect(details.people.map(({ value }) => value).slice(0, 2)).toEqual(['Zoe', 'Amir']);
  });

  it('prints unknown facts as not stated (invariant 12)', () => {
    const facts = portfolioFacts('draft');
    const manifest = buildManifest({
      ...facts,
      learner: { ...facts.learner, uln: null },
      centre: { name: 'Centre', number: null },
    });
    const stated = new Map(
      [...manifest.details.learner, ...manifest.details.centre].map(({ label, value }) => [label, value]),
    );
    expect(stated.get('Unique learner number')).toBe('not stated');
    expect(stated.get('Centre number')).toBe('not stated');
  });

  it('leaves every signature of a draft open and fills those of a signed-off portfolio (§5.1)', () => {
    expect(buildManifest(portfolioFacts('draft')).signatures.map(({ signed }) => signed)).toEqual([null, null, null]);
    expect(buildManifest(portfolioFacts('signed_off')).signatures.map(({ signed }) => signed?.name)).toEqual([
      'Aisha Morgan',
      'Daniel Price',
      'Ruth Bennett',
    ]);
  });

  it('prints the countersigning IQA where a trainee IQA verified, and an open line for them in a draft (SOD5)', () => {
    const countersigningIqa = { name: 'Ines Hale', role: 'Countersigning internal quality assurer' };
    const draft = portfolioFacts('draft');
    const open = buildManifest({ ...draft, people: { ...draft.people, countersigningIqa } });
    expect(open.signatures.at(-1)).toMatchObject({ title: countersigningIqa.role, signed: null });
    expect(open.details.people).toContainEqual({ label: countersigningIqa.role, value: 'Ines Hale' });

    const facts = portfolioFacts('signed_off');
    const iqa = facts.signOffs.find(({ stage }) => stage === 'iqa')!;
    const byTrainee = { ...iqa, signerStatus: 'trainee' as const };
    const countersigned = {
      ...{ ...iqa, id: 'sign-off-countersigning', stage: 'countersigning_iqa' as const, role: countersigningIqa.role },
      ...{ personName: 'Ines Hale', signedAt: '2026-11-21T16:00:00.000Z', route: null, note: null },
    };
    const before = facts.signOffs.filter(({ stage }) => stage !== 'iqa');
    const { signatures, cover } = buildManifest({ ...facts, signOffs: [...before, byTrainee, countersigned] });
    expect(signatures.at(-1)).toMatchObject({
      title: countersigningIqa.role,
      signed: { name: 'Ines Hale', remarks: [{ label: 'Decision', value: 'Agreed' }] },
    });
    expect(cover.document).toContainEqual({ label: 'Released on', value: '21 Nov 2026' });
  });

  it('shows a void signature with its reason and never hides it (§3.7)', () => {
    const facts = portfolioFacts('signed_off');
    const [first, ...others] = facts.signOffs;
    const voided = { ...first!, voidedAt: '2026-11-21T08:00:00.000Z', voidReason: 'Re-opened after an appeal' };
    const { signatures } = buildManifest({ ...facts, signOffs: [voided, ...others] });
    expect(signatures[0]?.signed?.void).toBe('Void from 21 Nov 2026, 08:00 UTC: Re-opened after an appeal');
  });

  it('lists gaps in a draft only, each with what closes it and whose move it is', () => {
    const { gaps } = buildManifest(portfolioFacts('draft'));
    expect(gaps!.map(({ code }) => code)).toContain('1.7');
    for (const { message, closedBy, who } of gaps!.flatMap((criterion) => criterion.gaps)) {
      expect(message).not.toBe('');
      expect(closedBy).not.toBe('');
      expect(['Learner', 'Assessor', 'Countersigner', 'IQA']).toContain(who);
    }
    expect(buildManifest(portfolioFacts('signed_off')).gaps).toBeNull();
  });

  it('keeps every attempt in the judgement log and says what has become of it', () => {
    const { judgementLog } = buildManifest(portfolioFacts('signed_off'));
    const attempts = judgementLog.filter(({ criterion }) => criterion === '1.7');
    expect(attempts.map(({ standing }) => standing)).toEqual([`Replaced by no. ${attempts[1]!.sequence}`, 'In force']);
  });
});
