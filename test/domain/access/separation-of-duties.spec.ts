import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkHoldsPart,
  checkMayCountersign,
  checkMayRelease,
  checkMayDecideEvidence,
  checkMayJudge,
  checkMayReopen,
  checkMayVerify,
  checkNoDeclaredInterest,
  checkParties,
  type Parties,
} from '../../../src/domain/access/separation-of-duties.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';

const PARTIES: Parties = {
  learnerId: 'lena',
  assessorId: 'amir',
  countersignerId: 'cora',
  coAssessorId: null,
  iqaId: 'ivan',
  countersigningIqaId: 'ines',
};

/** The rules a check says were broken. */
function rulesBroken(check: () => void): string[] {
  const refusal = refusalOf(check);
  expect(refusal.code).toBe('SEGREGATION_OF_DUTIES');
  return refusal.message.match(/SOD\d+/g) ?? [];
}

describe('registering a learner on a unit', () => {
  it('takes different people in every part, and some parts may be empty', () => {
    expect(() => checkParties(PARTIES)).not.toThrow();
    expect(() => checkParties({ ...PARTIES, countersignerId: null, countersigningIqaId: null })).not.toThrow();
  });

  it.each([
    ['assesses themselves', { assessorId: 'lena' }, ['SOD1'], ['assessorId']],
    ['countersigns about themselves', { countersignerId: 'lena' }, ['SOD1'], ['countersignerId']],
    ['countersigns themselves', { countersignerId: 'amir' }, ['SOD4'], ['countersignerId']],
    ['verifies what was decided about them', { iqaId: 'lena' }, ['SOD2'], ['iqaId']],
    ['verifies their own assessing', { iqaId: 'amir' }, ['SOD2'], ['iqaId']],
    ['verifies their own countersigning', { iqaId: 'cora' }, ['SOD2'], ['iqaId']],
    ['countersigns a release of their own', { countersigningIqaId: 'ivan' }, ['SOD5'], ['countersigningIqaId']],
    ['assesses and countersigns releases', { countersigningIqaId: 'amir' }, ['SOD2'], ['countersigningIqaId']],
    ['countersigns judgements and releases', { countersigningIqaId: 'cora' }, ['SOD2'], ['countersigningIqaId']],
    ['countersigns the release of their own unit', { countersigningIqaId: 'lena' }, ['SOD2'], ['countersigningIqaId']],
  ])('lets nobody in who %s', (_, change, rules, paths) => {
    expect(rulesBroken(() => checkParties({ ...PARTIES, ...change }))).toEqual(rules);
    expect(pathsOf(refusalOf(() => checkParties({ ...PARTIES, ...change })))).toEqual(paths);
  });

  it('names every rule broken', () => {
    const onePerson = {
      learnerId: 'lena',
      assessorId: 'lena',
      countersignerId: null,
      coAssessorId: null,
      iqaId: 'lena',
      countersigningIqaId: null,
    };
    expect(rulesBroken(() => checkParties(onePerson))).toEqual(['SOD1', 'SOD2', 'SOD2']);
  });

  it('lets through exactly those whose people all differ (P6)', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const parties = fc.record({
      learnerId: person,
      assessorId: person,
      countersignerId: fc.option(person),
      coAssessorId: fc.option(person),
      iqaId: person,
      countersigningIqaId: fc.option(person),
    });
    fc.assert(
      fc.property(parties, (candidate) => {
        const people = Object.values(candidate).filter((id) => id !== null);
        if (new Set(people).size === people.length) expect(() => checkParties(candidate)).not.toThrow();
        else expect(() => checkParties(candidate)).toThrow(/SOD/);
      }),
    );
  });
});

describe('deciding on a learner', () => {
  const judging = {
    actorId: 'amir',
    learnerId: 'lena',
    iqaId: 'ivan',
    witnessIds: ['wanda'],
    conflictedPersonIds: ['carl'],
  };
  const deciding = { ...judging, iqaIds: ['ivan', 'irma'] };

  it('is open to anybody without another part in it', () => {
    expect(() => checkMayJudge(judging)).not.toThrow();
    expect(() => checkMayDecideEvidence(deciding)).not.toThrow();
  });

  it.each([
    ['the learner', 'lena', 'SOD1'],
    ['the IQA', 'ivan', 'SOD2'],
    ['a witness', 'wanda', 'SOD3'],
    ['somebody with a declared interest', 'carl', 'SOD6'],
  ])('is closed to %s', (_, actorId, rule) => {
    expect(rulesBroken(() => checkMayJudge({ ...judging, actorId }))).toEqual([rule]);
    expect(rulesBroken(() => checkMayDecideEvidence({ ...deciding, actorId }))).toEqual([rule]);
  });

  it('is closed, for evidence, to the IQA of every unit that the evidence serves', () => {
    expect(rulesBroken(() => checkMayDecideEvidence({ ...deciding, actorId: 'irma' }))).toEqual(['SOD2']);
  });

  it('names every rule broken', () => {
    const facts = { ...judging, actorId: 'lena', witnessIds: ['lena'], conflictedPersonIds: ['lena'] };
    expect(rulesBroken(() => checkMayJudge(facts))).toEqual(['SOD1', 'SOD3', 'SOD6']);
  });

  it('is closed by a declared interest alone', () => {
    const conflictedPersonIds = ['carl'];
    expect(rulesBroken(() => checkNoDeclaredInterest({ actorId: 'carl', conflictedPersonIds }))).toEqual(['SOD6']);
    expect(() => checkNoDeclaredInterest({ actorId: 'amir', conflictedPersonIds })).not.toThrow();
  });
});

describe('countersigning a trainee', () => {
  const facts = { actorId: 'cora', assessorId: 'tom', learnerId: 'lena', actorIsQualified: true };

  it('is for another, qualified assessor', () => {
    expect(() => checkMayCountersign(facts)).not.toThrow();
  });

  it.each([
    ['the trainee', { actorId: 'tom' }, ['SOD4']],
    ['another trainee', { actorIsQualified: false }, ['SOD4']],
    ['the learner', { actorId: 'lena' }, ['SOD1']],
    ['the trainee, who is not qualified either', { actorId: 'tom', actorIsQualified: false }, ['SOD4', 'SOD4']],
  ])('is not for %s', (_, change, rules) => {
    expect(rulesBroken(() => checkMayCountersign({ ...facts, ...change }))).toEqual(rules);
  });
});

describe('releasing what a trainee judged before they were qualified', () => {
  const facts = {
    ...{ actorId: 'lea', learnerId: 'lena', iqaId: 'ivan', partyIds: ['amir', 'anna', 'cora', 'tom', 'olga'] },
    ...{ hasSampled: false, conflictedPersonIds: ['carl'], assessorIsQualified: true },
  };

  it('is for a lead IQA who has no part in it', () => {
    expect(() => checkMayRelease(facts)).not.toThrow();
  });

  it.each([
    ['while they still are a trainee', { assessorIsQualified: false }, ['SOD4']],
    ['by the IQA of the registration', { actorId: 'ivan' }, ['SOD2']],
    ['by whoever has signed a sample of it', { hasSampled: true }, ['SOD2']],
    ['by the trainee themselves', { actorId: 'tom' }, ['SOD4']],
    ['by the author of its evidence', { actorId: 'olga' }, ['SOD4']],
    ['by the learner', { actorId: 'lena' }, ['SOD1']],
    ['by somebody with an interest', { actorId: 'carl' }, ['SOD6']],
  ])('is refused %s', (_, change, rules) => {
    expect(rulesBroken(() => checkMayRelease({ ...facts, ...change }))).toEqual(rules);
  });
});

describe('verifying', () => {
  const facts = {
    actorId: 'ivan',
    learnerId: 'lena',
    assessorIds: ['amir', 'anna'],
    countersignerIds: ['cora'],
    authorIds: ['olga'],
  };

  it('is open to an IQA who had no part in the unit', () => {
    expect(() => checkMayVerify(facts)).not.toThrow();
  });

  it.each(['lena', 'amir', 'anna', 'cora', 'olga'])('is closed to %s, who had', (actorId) => {
    expect(rulesBroken(() => checkMayVerify({ ...facts, actorId }))).toEqual(['SOD2']);
  });
});

describe('holding a part in a registration', () => {
  it('is a matter of this registration, not of roles held elsewhere', () => {
    expect(() => checkHoldsPart({ actorId: 'ivan', partyId: 'ivan', part: 'IQA' })).not.toThrow();
    expect(rulesBroken(() => checkHoldsPart({ actorId: 'irma', partyId: 'ivan', part: 'IQA' }))).toContain('SOD7');
  });

  it('is impossible while nobody holds it', () => {
    expect(refusalOf(() => checkHoldsPart({ actorId: 'cora', partyId: null, part: 'countersigner' })).message).toBe(
      'SOD7: this registration has no countersigner; one must be allocated first.',
    );
  });
});

describe('opening a signed unit again', () => {
  it.each(['lena', 'amir', 'cora'])('is not for %s, who has a part in its decisions (SOD8)', (actorId) => {
    expect(rulesBroken(() => checkMayReopen({ actorId, parties: PARTIES }))).toEqual(['SOD8']);
  });

  it.each(['ivan', 'ines', 'mona'])('is open to %s, who has none', (actorId) => {
    expect(() => checkMayReopen({ actorId, parties: PARTIES })).not.toThrow();
  });
});
