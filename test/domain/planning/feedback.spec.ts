import { describe, expect, it } from '@jest/globals';
import { type Relation, RELATIONS } from '../../../src/domain/access/relations.js';
import { DomainError } from '../../../src/domain/kernel/domain-error.js';
import { audienceOf, FEEDBACK_AUDIENCES, readsAssessorsSide } from '../../../src/domain/planning/feedback.js';

function audience(relations: Relation[], asked: 'learner' | 'assessors' | null, answered: typeof asked): string {
  try {
    return audienceOf({ relations, asked, answered });
  } catch (error) {
    if (error instanceof DomainError) return error.errors.map(({ path }) => path).join();
    throw error;
  }
}

describe('who reads feedback', () => {
  it.each([
    // relations, what they ask for, whom the answered message is for, who reads it
    [['assessor'], null, null, 'learner'],
    [['countersigner'], null, null, 'learner'],
    [['assessor'], 'assessors', null, 'assessors'],
    [['assessor'], null, 'assessors', 'assessors'],
    [['assessor'], 'learner', 'assessors', 'audience'],
    [['assessor'], 'assessors', 'learner', 'assessors'],
    [['iqa'], null, null, 'assessors'],
    [['iqa'], null, 'learner', 'assessors'],
    [['lead_iqa'], 'learner', null, 'audience'],
    [['assessor', 'lead_iqa'], null, null, 'learner'],
    [['learner'], null, null, 'inReplyTo'],
    [['learner'], null, 'learner', 'learner'],
    [['learner'], 'assessors', 'learner', 'audience'],
    [['learner', 'lead_iqa'], null, 'learner', 'learner'],
    [['learner', 'iqa'], 'assessors', 'learner', 'audience'],
  ] as const)('written by %j for %s in answer to one for %s: %s', (relations, asked, answered, expected) => {
    expect(audience([...relations], asked, answered)).toBe(expected);
  });

  it('is never the learner when an IQA who does not assess writes, whatever they ask for', () => {
    const verifies = (relation: Relation) => relation === 'iqa' || relation === 'lead_iqa';
    for (const relation of RELATIONS.filter(verifies)) {
      for (const asked of [null, ...FEEDBACK_AUDIENCES]) {
        for (const answered of [null, ...FEEDBACK_AUDIENCES]) {
          expect(audience([relation, 'centre_manager'], asked, answered)).not.toBe('learner');
        }
      }
    }
  });

  it('leaves the learner out of the assessors’ side whatever else they are at the centre (SOD7)', () => {
    for (const relation of RELATIONS) {
      expect(readsAssessorsSide([relation])).toBe(relation !== 'learner');
      expect(readsAssessorsSide(['learner', relation])).toBe(false);
    }
    expect(readsAssessorsSide([])).toBe(false);
  });
});
