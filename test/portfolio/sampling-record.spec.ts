import { expect, it } from '@jest/globals';
import { buildManifest } from '../../src/domain/portfolio/build-manifest.js';
import type { PortfolioSample } from '../../src/domain/portfolio/portfolio-facts.js';
import { portfolioFacts } from './fixture.js';
import { describeWith, pagesOf, renderPortfolio } from './pdf-tools.js';
import { spokenText } from './spoken-text.js';

const SAMPLE: PortfolioSample = {
  stage: 'summative',
  selectionReason: 'The assessor’s first decision on this unit.',
  iqaName: 'Ruth Bennett',
  frozenAt: '2026-06-01T09:00:00.000Z',
  signedAt: '2026-06-02T10:30:00.000Z',
  snapshotSha256: 'c'.repeat(64),
  evidenceRefs: ['E001', 'E003'],
  recordsSeen: ['tracking', 'feedback'],
  checks: {
    ...{ varcs: 'yes', signaturesAndDates: 'yes', sufficiency: 'yes', depth: 'no', feedbackQuality: 'yes' },
    ...{ fairness: 'not_applicable', locatorTrail: 'yes' },
  },
  decisions: [
    {
      criterion: '1.1',
      decision: 'not_agreed',
      note: 'Three techniques are named and none is weighed.',
      assessorName: 'A',
    },
    { criterion: '2.1', decision: 'agreed', note: null, assessorName: 'A' },
  ],
  feedback: 'Ask for a verdict on each technique.',
  learnerInterview: 'Could say which survey suits the showroom.',
  witnessContacted: null,
  actions: [
    {
      ...{
        severity: 'essential',
        against: 'criterion',
        subject: '1.1',
        text: 'Judge again after a second discussion.',
      },
      ...{ dueDate: '2026-06-20', ownerName: 'Daniel Price', response: 'Discussed on 9 June.' },
      ...{ respondedAt: '2026-06-09T15:00:00.000Z', closedByName: 'Ruth Bennett', closureNote: 'Judged again.' },
      closedAt: '2026-06-10T09:00:00.000Z',
    },
  ],
};
const EARLIER: PortfolioSample = { ...SAMPLE, stage: 'interim', signedAt: '2026-05-20T10:30:00.000Z', actions: [] };

const facts = portfolioFacts('signed_off');

describeWith(['pdftotext', 'pdfinfo'])('the sampling record of a portfolio (§5.2, section 13)', () => {
  it('tells each sample with its decisions, its actions and their closure, oldest first', () => {
    const { samples } = buildManifest({ ...facts, samples: [SAMPLE, EARLIER] });
    expect(samples?.map(({ title }) => title)).toEqual(['Interim sample, 20 May 2026', 'Summative sample, 2 Jun 2026']);
    expect(samples?.[1]).toMatchObject({
      decision: { label: 'Not agreed', mood: 'bad' },
      decisions: [
        {
          criterion: '1.1',
          decision: { label: 'Not agreed' },
          note: 'Three techniques are named and none is weighed.',
        },
        { criterion: '2.1', decision: { label: 'Agreed' }, note: '–' },
      ],
      actions: [
        {
          what: 'AC1.1: Judge again after a second discussion.',
          ...{ severity: 'Essential', due: '20 Jun 2026', owner: 'Daniel Price', status: { label: 'Closed' } },
          response: '9 Jun 2026: Discussed on 9 June.',
          closure: '10 Jun 2026, Ruth Bennett: Judged again.',
        },
      ],
    });
  });

  it('stands in the document between the judgements and the declaration', async () => {
    const pdf = await renderPortfolio(buildManifest({ ...facts, samples: [SAMPLE] }));
    const [contents = ''] = pagesOf(pdf).filter((page) => page.includes('Contents'));
    const order = ['Assessor judgement log', 'IQA sampling record', 'Unit assessment and verification declaration'];
    const places = order.map((title) => contents.indexOf(title));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    const text = await spokenText(pdf);
    for (const words of [
      'Ask for a verdict on each technique.',
      'Judge again after a second discussion.',
      'c'.repeat(20),
    ]) {
      expect(text).toContain(words);
    }
  });

  it('is left out where nothing was sampled, and of drafts, which the learner reads before the release', () => {
    expect(buildManifest(facts)).not.toHaveProperty('samples');
    expect(buildManifest({ ...portfolioFacts('draft'), samples: [SAMPLE] })).not.toHaveProperty('samples');
  });
});
