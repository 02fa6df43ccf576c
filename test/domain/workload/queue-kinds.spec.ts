import { describe, expect, it } from '@jest/globals';
import { isOverdue, QUEUE_KINDS, waitingPartsOf } from '../../../src/domain/workload/queue-kinds.js';
import { QUEUE_WORDING, type WaitingWords } from '../../../src/domain/workload/queue-wording.js';

const WORDS: WaitingWords = {
  ...{ subjectId: 'subject-1', registrationId: 'registration-1', evidenceId: 'evidence-1' },
  ...{ ref: 'E004', evidenceTitle: 'Email thread', learner: 'Maya Okafor', unit: 'U40' },
  detail: {
    criteria: ['1.1', '2.6', '3.9', '3.10', '4.1'],
    stage: 'interim',
    severity: 'essential',
    subject: '2.6',
    part: 'IQA',
    date: '2026-06-01',
  },
};
const title = (kind: (typeof QUEUE_KINDS)[number], over: Partial<WaitingWords> = {}): string =>
  QUEUE_WORDING[kind].title({ ...WORDS, ...over });

describe('the words of a queue', () => {
  it('say in one sentence what to do', () => {
    expect(title('evidence_to_decide')).toBe('Decide on E004 Email thread, Maya Okafor');
    expect(title('criteria_to_judge')).toBe('Judge 1.1, 2.6, 3.9 and 2 more of U40, Maya Okafor');
    expect(title('criteria_to_judge', { detail: { criteria: ['1.1'] } })).toBe('Judge 1.1 of U40, Maya Okafor');
    expect(title('action_to_answer')).toBe('Answer an essential action on 2.6 of U40, Maya Okafor');
    expect(title('action_to_answer', { detail: { severity: 'recommended', subject: null } })).toBe(
      'Answer a recommended action of U40, Maya Okafor',
    );
    expect(title('sample_to_take', { detail: { stage: 'summative' } })).toBe(
      'Take a summative sample of U40, Maya Okafor',
    );
    expect(title('unit_to_declare', { learner: null })).toBe('Sign your declaration of U40');
  });

  it('have no holes, for whoever reads them, and lead to a place in the API', () => {
    for (const kind of QUEUE_KINDS) {
      for (const learner of ['Maya Okafor', null]) {
        expect(title(kind, { learner })).toMatch(/^[A-Z]\S+( \S+)+$/);
        expect(title(kind, { learner })).not.toMatch(/undefined|null|\s$|\.$/);
      }
      expect(QUEUE_WORDING[kind].href(WORDS)).toMatch(/^\/api\/[a-z-]+/);
    }
  });
});

describe('the parts in which work waits', () => {
  it('are those that somebody’s roles allow today', () => {
    expect(waitingPartsOf({ roles: ['learner'] })).toEqual(['learnerId']);
    expect(waitingPartsOf({ roles: ['trainee_assessor'] })).toEqual([
      'learnerId',
      'assessorId',
      'coAssessorId',
      'owner',
    ]);
    expect(waitingPartsOf({ roles: ['iqa'] })).toEqual([
      ...['learnerId', 'iqaId', 'countersigningIqaId', 'owner', 'verifier'],
    ]);
    expect(waitingPartsOf({ roles: ['trainee_iqa'] })).toEqual(['learnerId', 'iqaId', 'owner', 'verifier']);
    expect(waitingPartsOf({ roles: ['lead_iqa', 'centre_manager'] })).toEqual([
      ...['learnerId', 'iqaId', 'countersigningIqaId', 'owner', 'verifier', 'lead_iqa', 'centre_manager', 'overseer'],
    ]);
    expect(waitingPartsOf({ roles: ['eqa'] })).toEqual(['learnerId']);
  });

  it('make something late on the day after it was due', () => {
    expect([isOverdue('2026-06-15', '2026-06-15'), isOverdue('2026-06-15', '2026-06-16')]).toEqual([false, true]);
    expect(isOverdue(null, '2026-06-16')).toBe(false);
  });
});
