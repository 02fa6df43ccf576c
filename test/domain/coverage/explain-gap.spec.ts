import { describe, expect, it } from '@jest/globals';
import { GAP_CODES, type Gap, type GapCode } from '../../../src/domain/coverage/coverage.js';
import { explainGap, type GapExplanation } from '../../../src/domain/coverage/explain-gap.js';
import { criteriaOf, findCriterion } from '../../../src/domain/specification/find-criterion.js';
import { U40 } from '../../../templates/units/u40.js';

function explain(code: GapCode, criterion: string, detail?: readonly string[]): GapExplanation {
  const gap: Gap = { code, severity: 'blocker', ...(detail && { detail }) };
  return explainGap(gap, findCriterion(U40, criterion) ?? null, U40);
}

describe('explaining a gap', () => {
  it('names the methods that would carry the criterion, with their conditions', () => {
    expect(explain('NO_EVIDENCE', '2.1')).toEqual({
      message: 'No evidence is claimed for AC2.1.',
      closedBy:
        'Claim evidence by direct observation, work product (where the exchange was in writing), complaint record or recognition of prior learning.',
      who: 'learner',
    });
    expect(explain('SUPPORTING_ONLY', '2.5').closedBy).toContain('assignment (about the learner’s own organisation)');
  });

  it('names the missing facets in plain words', () => {
    const { message, closedBy } = explain('FACET_MISSING', '1.7', ['cost', 'regulatory']);

    expect(message).toBe('Parts of AC1.7 are not shown yet: cost implications; regulatory implications.');
    expect(closedBy).toMatch(/^Show cost implications and regulatory implications, by professional discussion, /);
  });

  it('names the verb whose depth is not reached', () => {
    expect(explain('VERB_DEPTH', '1.1').message).toBe('The evidence does not reach the depth of “Assess” in AC1.1.');
  });

  it('says whose move it is', () => {
    const moves: GapCode[] = ['RETURNED', 'AWAITING_ASSESSMENT', 'COUNTERSIGN_PENDING', 'RPL_NOT_APPROVED'];

    expect(moves.map((code) => explain(code, '1.1').who)).toEqual(['learner', 'assessor', 'countersigner', 'iqa']);
  });

  it('speaks of a gap of the whole unit without a criterion, and of no other', () => {
    expect(explainGap({ code: 'IQA_ACTION_OPEN', severity: 'blocker' }, null, U40).who).toBe('iqa');
    expect(explainGap({ code: 'APPEAL_OPEN', severity: 'blocker' }, null, U40).closedBy).toContain('taken again');
    expect(() => explainGap({ code: 'NO_EVIDENCE', severity: 'blocker' }, null, U40)).toThrow(TypeError);
  });

  it.each(GAP_CODES)('has full sentences for %s on every criterion, and no code of ours in them', (code) => {
    for (const criterion of criteriaOf(U40)) {
      const detail = criterion.facets.map((facet) => facet.code);
      const { message, closedBy } = explainGap({ code, severity: 'info', detail }, criterion, U40);

      expect(message).toMatch(/^[A-Z].*\.$/);
      expect(closedBy).toMatch(/^[A-Z].*\.$/);
      expect(`${message} ${closedBy}`).not.toMatch(/[a-z]_[a-z]|undefined|[A-Z]_[A-Z]/);
    }
  });
});
