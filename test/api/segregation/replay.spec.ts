import { describe, expect, it } from '@jest/globals';
import { breachesOf } from '../../support/segregation-replay.js';

describe('the trail, told again', () => {
  it('names everybody who did what their part of the moment forbade', () => {
    const event = (type: string, actorId: string, facts: Record<string, unknown>) => ({
      ...{ type, actorId, facts, sequence: 1 },
    });
    const people = { assessorId: 'ann', coAssessorId: null, countersignerId: 'cora', iqaId: 'ivo' };
    const judged = { judgementId: 'j1' };
    const found = breachesOf('lea', [
      event('registration.created', 'mo', { ...people, countersigningIqaId: null }),
      event('judgement.recorded', 'ivo', judged),
      event('judgement.recorded', 'lea', judged),
      event('judgement.countersigned', 'lea', judged),
      event('interest.declared', 'mo', { personId: 'ann' }),
      event('judgement.recorded', 'ann', judged),
      event('sample.taken', 'cora', {}),
      event('appeal.lodged', 'lea', {}),
      event('unit.signed', 'cora', { stage: 'assessor' }),
      event('unit.signed', 'cora', { stage: 'iqa' }),
    ]);
    const rules = found.map((breach) => breach.split(' ').slice(1, 3).join(' '));
    expect(rules).toEqual([
      ...['judgement.recorded: SOD2', 'judgement.recorded: SOD1', 'judgement.countersigned: SOD1'],
      ...['judgement.countersigned: SOD4', 'judgement.recorded: SOD6', 'sample.taken: SOD2'],
      ...['unit.signed: signed', 'unit.signed: SOD7', 'unit.signed: signed', 'unit.signed: SOD2', 'unit.signed: SOD5'],
    ]);
  });
});
