import { describe, expect, it } from '@jest/globals';
import { NOTICE_WORDING } from '../../../src/domain/workload/notice-words.js';
import { digestLetter } from '../../../src/domain/workload/digest-letter.js';
import { type EventParties, NOTICES, TOLD_EVENTS, whoToTell } from '../../../src/domain/workload/who-to-tell.js';

const REGISTRATION = {
  ...{ centreId: 'centre', learnerId: 'learner', assessorId: 'assessor', coAssessorId: 'trainee' },
  ...{ countersignerId: 'countersigner', iqaId: 'iqa', countersigningIqaId: null },
};

const PARTIES: EventParties = {
  registrations: [REGISTRATION],
  learnerId: 'learner',
  authorId: 'learner',
  wantsLearner: false,
  judgeId: 'trainee',
  ownerId: 'assessor',
  raisedById: 'lead',
  nextSignerId: 'assessor',
  ...{
    isOfTraineeIqa: false,
    appealDeciderIds: ['decider'],
    participantIds: ['assessor', 'iqa'],
    visitorId: 'visitor',
  },
  ...{ feedbackFor: 'learner_and_assessors', managerIds: ['manager'], leadIqaIds: ['lead'] },
};

interface Circumstances {
  readonly actorId?: string | null;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly parties?: Partial<EventParties>;
}

const told = (type: string, { actorId = 'nobody here', facts = {}, parties }: Circumstances = {}) =>
  whoToTell({ type, actorId, facts }, { ...PARTIES, ...parties }).map(
    ({ personId, notice }) => `${personId} ${notice}`,
  );

describe('who is told of an event', () => {
  it.each<[string, Circumstances, string[]]>([
    ['evidence.submitted', { actorId: 'learner' }, ['assessor evidence_submitted', 'trainee evidence_submitted']],
    [
      'evidence.submitted',
      { actorId: 'assessor', parties: { wantsLearner: true, authorId: 'assessor' } },
      ['learner evidence_signature_wanted', 'trainee evidence_submitted'],
    ],
    [
      'evidence.signed',
      { actorId: 'learner', parties: { authorId: 'assessor' } },
      ['assessor evidence_signed', 'trainee evidence_signed'],
    ],
    [
      'testimony.given',
      { actorId: null },
      ['learner testimony_given', 'assessor testimony_given', 'trainee testimony_given'],
    ],
    ['evidence.accepted', { actorId: 'assessor' }, ['learner evidence_accepted']],
    [
      'evidence.returned',
      { actorId: 'assessor', parties: { authorId: 'trainee' } },
      ['learner evidence_returned', 'trainee evidence_returned'],
    ],
    ['evidence.held', { actorId: 'iqa' }, ['learner evidence_held', 'assessor evidence_held', 'trainee evidence_held']],
    ['judgement.recorded', { actorId: 'assessor', facts: { isProvisional: false } }, ['learner judgement_recorded']],
    [
      'unit.signed',
      { actorId: 'iqa', facts: { stage: 'iqa', decision: 'agreed' }, parties: { isOfTraineeIqa: true } },
      ['lead release_countersignature_wanted'],
    ],
    [
      'unit.signed',
      { actorId: 'lead', facts: { stage: 'countersigning_iqa', decision: 'agreed' } },
      ['learner unit_released', 'assessor unit_released', 'trainee unit_released'],
    ],
    ['assessment_plan.recorded', { actorId: 'assessor' }, ['learner plan_recorded']],
    [
      'feedback.written',
      { actorId: 'iqa', parties: { feedbackFor: 'assessors' } },
      ['assessor feedback_written', 'trainee feedback_written'],
    ],
    ['feedback.written', { actorId: 'assessor' }, ['learner feedback_written', 'trainee feedback_written']],
    ['appeal.lodged', { actorId: 'learner' }, ['decider appeal_waits']],
    [
      'appeal.escalated',
      { actorId: 'learner', facts: { to: 'stage3' }, parties: { appealDeciderIds: [] } },
      ['manager appeal_waits'],
    ],
    ['standardisation.opened', { actorId: 'iqa' }, ['assessor exercise_opened']],
    ['visit.planned', { actorId: 'manager' }, ['visitor visit_planned', 'lead visit_planned']],
    ['ao_notification.opened', { actorId: 'iqa' }, ['manager ao_notification_due']],
    [
      'claim.certificated',
      { actorId: 'manager' },
      ['learner certificate_recorded', 'assessor certificate_recorded', 'trainee certificate_recorded'],
    ],
    [
      'judgement.recorded',
      { actorId: 'trainee', facts: { isProvisional: true } },
      ['countersigner countersignature_wanted'],
    ],
    [
      'judgement.recorded',
      {
        actorId: 'trainee',
        facts: { isProvisional: true },
        parties: { registrations: [{ ...REGISTRATION, countersignerId: null }] },
      },
      ['assessor countersignature_wanted'],
    ],
    [
      'judgement.countersigned',
      { actorId: 'countersigner', facts: { result: 'agreed' } },
      ['trainee judgement_countersigned', 'learner judgement_recorded'],
    ],
    ['judgement.countersigned', { facts: { result: 'refused' } }, ['trainee judgement_countersigned']],
    ['unit.signed', { actorId: 'learner', facts: { stage: 'learner' } }, ['assessor unit_signature_wanted']],
    [
      'unit.signed',
      { actorId: 'iqa', facts: { stage: 'iqa', route: 'not_selected' }, parties: { nextSignerId: null } },
      ['learner unit_released', 'assessor unit_released', 'trainee unit_released'],
    ],
    [
      'unit.signed',
      {
        actorId: 'iqa',
        facts: { stage: 'iqa', route: 'sampled', decision: 'not_agreed' },
        parties: { nextSignerId: null },
      },
      [],
    ],
    [
      'unit.reopened',
      { actorId: 'iqa' },
      ['learner unit_reopened', 'assessor unit_reopened', 'trainee unit_reopened', 'countersigner unit_reopened'],
    ],
    ['sample.taken', { actorId: 'iqa' }, []],
    [
      'sample.signed',
      { actorId: 'iqa' },
      ['assessor sample_signed', 'trainee sample_signed', 'countersigner sample_signed'],
    ],
    ['action.raised', { actorId: 'iqa' }, ['assessor action_raised']],
    ['action.answered', { actorId: 'assessor' }, ['lead action_answered', 'iqa action_answered']],
    ['action.closed', { actorId: 'iqa' }, ['assessor action_closed']],
    ['registration.changed', { facts: { fields: ['site'] } }, []],
    ['session.started', {}, []],
  ])('of %s %j: %j', (type, over, expected) => {
    expect(told(type, over)).toEqual(expected);
  });

  it('never includes whoever did it, nor anybody twice, nor anybody whom the thing does not name', () => {
    const everybody = [
      ...['learner', 'assessor', 'trainee', 'countersigner', 'iqa', 'lead', 'decider', 'visitor', 'manager'],
    ];
    for (const type of TOLD_EVENTS) {
      for (const actorId of everybody) {
        for (const isProvisional of [true, false]) {
          const facts = { isProvisional, result: 'agreed', stage: 'iqa', route: 'not_selected', fields: ['iqaId'] };
          const people = told(type, { actorId, facts, parties: { wantsLearner: true } }).map(
            (line) => line.split(' ')[0],
          );
          expect(people).not.toContain(actorId);
          expect(new Set(people).size).toBe(people.length);
          expect(everybody).toEqual(expect.arrayContaining(people));
        }
      }
    }
  });

  it('is said in one sentence for each notice, which a learner reads without their own name', () => {
    const facts = {
      ref: 'E004',
      criterion: '2.6',
      outcome: 'met',
      result: 'agreed',
      stage: 'interim',
      severity: 'essential',
      decision: 'satisfactory',
    };
    const words = { facts, unit: 'U40', evidenceId: 'evidence-1', registrationId: 'registration-1' };
    for (const notice of NOTICES) {
      const { text, href } = NOTICE_WORDING[notice];
      // What is about a meeting or a visit is about no one learner.
      const isOfTheCentre = /^(exercise|visit)_/.test(notice);
      expect(text({ ...words, learner: 'Maya Okafor' })).toMatch(
        isOfTheCentre ? /^[A-Z].*\.$/ : /^[A-Z2].*Maya Okafor.*\.$/,
      );
      expect(text({ ...words, learner: null })).toMatch(/^[A-Z2].*\.$/);
      expect(text({ ...words, learner: null })).not.toMatch(/undefined|null|Maya/);
      expect(href({ ...words, learner: null })).toMatch(/^\/api\//);
    }
    expect(NOTICE_WORDING.judgement_recorded.text({ ...words, learner: null })).toBe('2.6 was judged met.');
  });
});

describe('the letter of the day', () => {
  it('counts by kind, in one order, and says how to be left alone', () => {
    const unread = { judgement_recorded: 2, evidence_submitted: 3 };
    const { subject, text } = digestLetter({ name: 'Daniel Price', unread, link: 'https://portfolio.test/x' });
    expect(subject).toBe('5 unread notices in Verifolio');
    expect(text.split('\n\n')[1]).toBe(
      'since you last looked, this has come for you:\n- 3 submitted for a decision\n- 2 about a judgement',
    );
    expect(text).toContain('https://portfolio.test/x');
    expect(digestLetter({ name: 'D', unread: { action_raised: 1 }, link: '' }).subject).toBe(
      '1 unread notice in Verifolio',
    );
  });
});
