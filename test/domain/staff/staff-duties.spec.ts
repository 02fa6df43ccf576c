import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../../src/domain/access/actor.js';
import {
  checkAssessorObservation,
  checkCountersignerLink,
  checkNotOwnRecord,
  isLinkInForce,
  linksOverlap,
} from '../../../src/domain/staff/staff-duties.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';

const TODAY = '2026-06-01';

describe('a countersigner link (SOD4)', () => {
  const trainee = { id: 'tess', roles: ['trainee_assessor'] as Role[] };
  const qualified = { id: 'cora', roles: ['assessor'] as Role[] };
  const FACTS = { actorId: 'manager', trainee, qualified, startsOn: '2026-01-05', endsOn: null };
  const refused = (over: object) => {
    const refusal = refusalOf(() => checkCountersignerLink({ ...FACTS, ...over }));
    return [refusal.code, pathsOf(refusal)];
  };

  it('is between a trainee and a qualified assessor', () => {
    expect(() => checkCountersignerLink(FACTS)).not.toThrow();
    expect(refused({ trainee: { id: 'tess', roles: ['assessor', 'trainee_assessor'] } })).toEqual([
      ...['ROLE_MISSING', ['userId']],
    ]);
    expect(refused({ qualified: { id: 'cora', roles: ['trainee_assessor', 'iqa'] } })).toEqual([
      ...['ROLE_MISSING', ['qualifiedId']],
    ]);
    expect(refused({ qualified: null })).toEqual(['ROLE_MISSING', ['qualifiedId']]);
  });

  it('is never with oneself, nor made by either of the two', () => {
    expect(refused({ qualified: trainee })).toEqual(['SEGREGATION_OF_DUTIES', ['qualifiedId']]);
    for (const actorId of ['tess', 'cora']) expect(refused({ actorId })).toEqual(['SEGREGATION_OF_DUTIES', ['actor']]);
  });

  it('ends no earlier than it begins', () => {
    expect(() => checkCountersignerLink({ ...FACTS, endsOn: '2026-01-05' })).not.toThrow();
    expect(refused({ endsOn: '2026-01-04' })).toEqual(['VALIDATION_FAILED', ['until']]);
  });

  it.each<[string | null, string | null, boolean]>([
    [null, null, true],
    ['2026-06-01', null, true],
    ['2026-05-31', null, false],
    [null, '2026-05-01T09:00:00.000Z', false],
  ])('with the last day %s, ended %s, holds today: %s', (endsOn, endedAt, holds) => {
    expect(isLinkInForce({ startsOn: '2026-01-05', endsOn, endedAt }, TODAY)).toBe(holds);
    expect(isLinkInForce({ startsOn: '2026-06-02', endsOn, endedAt }, TODAY)).toBe(false);
  });

  it('overlaps another when they share a day', () => {
    const spring = { startsOn: '2026-01-05', endsOn: '2026-03-31' };
    expect(linksOverlap(spring, { startsOn: '2026-03-31', endsOn: null })).toBe(true);
    expect(linksOverlap(spring, { startsOn: '2026-04-01', endsOn: null })).toBe(false);
    expect(linksOverlap({ startsOn: '2026-04-01', endsOn: null }, spring)).toBe(false);
    expect(linksOverlap({ startsOn: '2025-01-01', endsOn: null }, spring)).toBe(true);
  });
});

describe('what is on record of oneself', () => {
  it('is confirmed and ended by others (P6)', () => {
    expect(() => checkNotOwnRecord('manager', 'daniel')).not.toThrow();
    expect(refusalOf(() => checkNotOwnRecord('daniel', 'daniel')).code).toBe('SEGREGATION_OF_DUTIES');
  });
});

describe('an observation of an assessor (§4.1)', () => {
  const PARTIES = { learnerId: 'maya', assessorId: 'daniel', coAssessorId: 'tess', iqaId: 'ingrid', unitKey: 'U40' };
  const REGISTRATION = { ...PARTIES, countersignerId: 'cora', countersigningIqaId: null };
  const FACTS = {
    ...{ observerId: 'ingrid', assessorId: 'daniel', assessorRoles: ['assessor'] as Role[], unit: 'U40' },
    ...{ observedOn: TODAY, today: TODAY, registration: null },
  };
  const refused = (over: object) => {
    const refusal = refusalOf(() => checkAssessorObservation({ ...FACTS, ...over }));
    return [refusal.code, pathsOf(refusal)];
  };

  it('is made by an IQA of an assessor or trainee, with a learner or without', () => {
    expect(() => checkAssessorObservation(FACTS)).not.toThrow();
    expect(() => checkAssessorObservation({ ...FACTS, registration: REGISTRATION })).not.toThrow();
    const trainee = { assessorId: 'tess', assessorRoles: ['trainee_assessor'] as Role[] };
    expect(() => checkAssessorObservation({ ...FACTS, ...trainee, registration: REGISTRATION })).not.toThrow();
  });

  it('is never of oneself, nor of a registration one assesses or countersigns (SOD2)', () => {
    expect(refused({ observerId: 'daniel' })).toEqual(['SEGREGATION_OF_DUTIES', ['actor']]);
    for (const observerId of ['tess', 'cora', 'maya']) {
      expect(refused({ observerId, registration: REGISTRATION })).toEqual(['SEGREGATION_OF_DUTIES', ['actor']]);
    }
  });

  it('is of somebody who assesses, on the unit that is named, and not of tomorrow', () => {
    for (const assessorRoles of [null, ['iqa']]) {
      expect(refused({ assessorRoles })).toEqual(['ROLE_MISSING', ['assessorId']]);
    }
    expect(refused({ observedOn: '2026-06-02' })).toEqual(['VALIDATION_FAILED', ['observedOn']]);
    expect(refused({ unit: 'HCR', registration: REGISTRATION })).toEqual(['VALIDATION_FAILED', ['registrationId']]);
    const elsewhere = { ...REGISTRATION, assessorId: 'una' };
    expect(refused({ registration: elsewhere })).toEqual(['VALIDATION_FAILED', ['registrationId']]);
  });
});
