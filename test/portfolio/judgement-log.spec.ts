import { describe, expect, it } from '@jest/globals';
import { buildManifest } from '../../src/domain/portfolio/build-manifest.js';
import type { PortfolioJudgement } from '../../src/domain/portfolio/portfolio-facts.js';
import { portfolioFacts } from './fixture.js';

describe('a trainee’s judgement in the judgement log (§5.2, section 12)', () => {
  const facts = portfolioFacts('draft');
  const [first] = facts.judgements;
  const logged = (result: 'agreed' | 'refused' | 'released' | null) => {
    if (!first) throw new Error('the fixture has no judgement');
    const judgement: PortfolioJudgement = {
      ...first,
      assessorStatus: 'trainee',
      countersignature: result && { countersignerId: 'lea', result, note: 'Seen.', at: '2026-11-17T09:00:00.000Z' },
      countersignerName: result && 'Lea Lead',
    };
    const { judgementLog } = buildManifest({ ...facts, judgements: [judgement] });
    return judgementLog.map(({ countersignature, standing }) => [countersignature, standing]);
  };

  it('says whose word gave it effect, that of a countersigner or of whoever released it, or took it away', () => {
    const at = '17 Nov 2026, 09:00 UTC: Seen.';
    expect(logged(null)).toEqual([[null, 'Awaiting countersignature']]);
    expect(logged('agreed')).toEqual([[`Agreed by Lea Lead, ${at}`, 'In force']]);
    expect(logged('refused')).toEqual([[`Refused by Lea Lead, ${at}`, 'Void: countersignature refused']]);
    expect(logged('released')).toEqual([
      [`Released without countersignature, the assessor having qualified, by Lea Lead, ${at}`, 'In force'],
    ]);
  });
});
