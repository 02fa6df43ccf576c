import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CLAIM_GATES,
  type ClaimGate,
  claimReadiness,
  type ClaimReadinessFacts,
} from '../../../src/domain/certification/claim-readiness.js';
import { U40 } from '../../../templates/units/u40.js';

const WITHOUT_DIRECT_CLAIMS = { title: 'Level 3 Diploma', awardingOrganisation: 'Pearson', hasDirectClaims: false };

const FACTS: ClaimReadinessFacts = {
  unit: U40,
  qualification: { title: 'Level 3 Diploma', awardingOrganisation: 'Pearson', hasDirectClaims: true },
  registeredOn: '2026-01-12',
  registrationNumber: 'AO-1',
  uln: null,
  firstJudgedOn: '2026-03-02',
  unreleasedUnits: [],
  unitGaps: [],
  visitRelease: null,
  eqaReleaseReference: null,
  isNotificationDue: false,
  standingClaims: [],
};

/** Each shuts one gate and no other. */
const FAULTS: Readonly<Record<string, readonly [Partial<ClaimReadinessFacts>, ClaimGate]>> = {
  'no registration number': [{ registrationNumber: null }, 'ao_registration'],
  'a judgement from before registration': [{ firstJudgedOn: '2026-01-11' }, 'registered_in_time'],
  'a mistyped ULN': [{ uln: '1234567890' }, 'uln'],
  'a unit that nobody released': [{ unreleasedUnits: ['U40'] }, 'units_released'],
  'an essential action': [{ unitGaps: [{ code: 'IQA_ACTION_OPEN', severity: 'blocker' }] }, 'actions_closed'],
  'neither direct claims nor an external verifier': [{ qualification: WITHOUT_DIRECT_CLAIMS }, 'release_authority'],
  'something to tell': [{ isNotificationDue: true }, 'ao_told'],
  'a claim under way': [{ standingClaims: ['prepared'] }, 'not_claimed'],
  'a certificate': [{ standingClaims: ['certificated'] }, 'not_claimed'],
};

const shut = (facts: ClaimReadinessFacts): ClaimGate[] =>
  claimReadiness(facts)
    .filter(({ open }) => !open)
    .map(({ gate }) => gate);

describe('why a certificate can or cannot be claimed', () => {
  it('is nothing where everything is in order, with a line for each gate', () => {
    expect(shut(FACTS)).toEqual([]);
    expect(claimReadiness(FACTS).map(({ gate }) => gate)).toEqual(CLAIM_GATES);
  });

  it.each(Object.entries(FAULTS))('is %s', (_, [fault, gate]) => {
    expect(shut({ ...FACTS, ...fault })).toEqual([gate]);
  });

  it('is every fault there is, each in its own line', () => {
    fc.assert(
      fc.property(fc.subarray(Object.values(FAULTS)), (faults) => {
        const facts = faults.reduce<ClaimReadinessFacts>((all, [fault]) => ({ ...all, ...fault }), FACTS);
        const gates = new Set(faults.map(([, gate]) => gate));
        expect(shut(facts)).toEqual(CLAIM_GATES.filter((gate) => gates.has(gate)));
        for (const { explanation } of claimReadiness(facts)) expect(explanation).toMatch(/^[A-Z].{10,}\.$/s);
      }),
    );
  });

  it('does not mind a learner without a ULN, an external verifier’s release, nor a judgement on the day itself', () => {
    expect(shut({ ...FACTS, uln: '9276308686' })).toEqual([]);
    const released = {
      ...FACTS,
      qualification: WITHOUT_DIRECT_CLAIMS,
      eqaReleaseReference: 'R 4',
    };
    expect(shut(released)).toEqual([]);
    expect(shut({ ...FACTS, firstJudgedOn: '2026-01-12' })).toEqual([]);
    expect(shut({ ...FACTS, firstJudgedOn: null, unreleasedUnits: ['U40'] })).toEqual(['units_released']);
  });

  it('says which word opens it: direct claims, then a visit here, then a release elsewhere', () => {
    const authority = (over: Partial<ClaimReadinessFacts>) => {
      const lines = claimReadiness({ ...FACTS, qualification: WITHOUT_DIRECT_CLAIMS, ...over });
      const line = lines.find(({ gate }) => gate === 'release_authority');
      return `${line?.open ? 'open' : 'shut'}: ${line?.explanation}`;
    };
    const visitRelease = { awardingOrganisation: ' pearson', isReleased: true, decidedOn: '2026-05-12' };
    const refused = { ...visitRelease, isReleased: false };
    const eqaReleaseReference = 'EQA 4';
    expect(authority({ qualification: FACTS.qualification, visitRelease: refused })).toMatch(/^open: Direct claims/);
    expect(authority({ visitRelease, eqaReleaseReference })).toMatch(/^open: External release here.*2026-05-12/);
    expect(authority({ eqaReleaseReference })).toMatch(/^open: External release elsewhere: EQA 4/);
    expect(authority({ visitRelease: refused, eqaReleaseReference })).toMatch(/^shut: .*did not release/);
    const other = { ...visitRelease, awardingOrganisation: 'City & Guilds' };
    expect(authority({ visitRelease: other })).toMatch(/^shut: Without/);
    expect(authority({ visitRelease: { ...other, isReleased: false }, eqaReleaseReference })).toMatch(/elsewhere/);
  });

  it('begins with a qualification that has the unit', () => {
    expect(shut({ ...FACTS, qualification: null })).toEqual(['qualification', 'release_authority']);
  });

  it('names the units that are not released', () => {
    const lines = claimReadiness({ ...FACTS, unreleasedUnits: ['U40', 'RRC'] });
    expect(lines.find(({ gate }) => gate === 'units_released')?.explanation).toContain('U40, RRC');
  });
});
