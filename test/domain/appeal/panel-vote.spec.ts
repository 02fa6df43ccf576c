import { describe, expect, it } from '@jest/globals';
import type { AppealOutcome } from '../../../src/domain/appeal/appeal.js';
import { checkPanelDecision, majorityOf, type PanelVote, votesInForce } from '../../../src/domain/appeal/panel-vote.js';
import { refusalOf } from '../evidence/refusal-of.js';

const say = (memberId: string, outcome: AppealOutcome): PanelVote => ({ memberId, outcome });
const THREE = ['pia', 'paul', 'petra'];

describe('the votes of a panel', () => {
  it('count once for each member: the last', () => {
    const votes = [say('pia', 'rejected'), say('paul', 'upheld'), say('pia', 'upheld')];
    expect(votesInForce(THREE, votes)).toEqual([say('pia', 'upheld'), say('paul', 'upheld')]);
  });

  it('of those who left do not count', () => {
    expect(votesInForce(['pia'], [say('paul', 'upheld')])).toEqual([]);
  });

  it.each([
    [['upheld', 'upheld', 'rejected'], 'upheld'],
    [['rejected', 'rejected', 'rejected'], 'rejected'],
    [['upheld', 'partly', 'rejected'], null],
    [['upheld', 'upheld'], 'upheld'],
    [['upheld'], null],
  ] as const)('%j of three make a majority for %s', (outcomes, majority) => {
    const votes = outcomes.map((outcome, index) => say(THREE[index] ?? '', outcome));
    expect(majorityOf(THREE, votes)).toBe(majority);
  });

  it('need both of a panel of two', () => {
    expect(majorityOf(['pia', 'paul'], [say('pia', 'upheld'), say('paul', 'rejected')])).toBeNull();
  });
});

describe('the decision of a panel', () => {
  const check = (outcome: AppealOutcome, votes: readonly PanelVote[]) => () =>
    checkPanelDecision({ outcome, memberIds: THREE, votes });
  const majority = [say('pia', 'upheld'), say('paul', 'upheld'), say('petra', 'rejected')];

  it('is what its majority voted for', () => {
    expect(check('upheld', majority)).not.toThrow();
    expect(refusalOf(check('rejected', majority)).message).toContain('“upheld”');
  });

  it('waits until everybody has voted, and until there is a majority', () => {
    expect(refusalOf(check('upheld', majority.slice(0, 2))).message).toBe('1 of the panel have not voted yet.');
    expect(refusalOf(check('upheld', [...majority, say('paul', 'partly')])).code).toBe('STATE_CONFLICT');
  });

  it('is none without a panel', () => {
    const alone = () => checkPanelDecision({ outcome: 'upheld', memberIds: [], votes: [] });
    expect(refusalOf(alone).code).toBe('STATE_CONFLICT');
  });
});
