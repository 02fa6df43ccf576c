import { expect, it } from '@jest/globals';
import { buildManifest } from '../../src/domain/portfolio/build-manifest.js';
import type { PortfolioFacts } from '../../src/domain/portfolio/portfolio-facts.js';
import { portfolioFacts } from './fixture.js';
import { describeWith, pagesOf, renderPortfolio } from './pdf-tools.js';
import { spokenText } from './spoken-text.js';

const facts = portfolioFacts('signed_off');
const withPlanning = (planning: Partial<PortfolioFacts['planning']>): PortfolioFacts => ({
  ...facts,
  planning: { ...facts.planning, ...planning },
});

describeWith(['pdftotext', 'pdfinfo'])('the assessment plan and reviews of a portfolio (§5.2, section 6)', () => {
  it('tells the plan in force first and those that it superseded after it', () => {
    const { planning } = buildManifest(facts);
    expect(planning?.plans.map(({ title, standing }) => [title, standing.label])).toEqual([
      ['Plan 2, 7 Apr 2026', 'In force'],
      ['Plan 1, 2 Apr 2026', 'Superseded'],
    ]);
    expect(planning?.plans[0]).toMatchObject({
      facts: [
        { label: 'Planned by', value: 'Daniel Price' },
        { label: 'Next review', value: '22 Jun 2026' },
        { label: 'Note', value: 'Moved because of leave in May.' },
        { label: 'Signed by the learner', value: expect.stringContaining('agree with it') },
      ],
      targets: [
        { criteria: 'AC2.1, AC2.3, AC2.6, AC2.7', due: '19 Jun 2026', progress: { label: 'Done: 4 of 4 met' } },
        { method: 'Professional discussion', progress: { label: 'Done: 4 of 4 met' } },
      ],
    });
    expect(planning?.plans[1]?.facts.at(-1)).toMatchObject({ label: 'Learner’s comment' });
  });

  it('tells what the learner was asked to do with its dates and its end', () => {
    expect(buildManifest(facts).planning?.actions).toEqual([
      {
        ...{ what: 'AC1.6: Bring the escalation log.', from: 'Review, 22 Jun 2026, Daniel Price', due: '3 Jul 2026' },
        ...{ response: '2 Jul 2026: It is E004.', status: { label: 'Done', mood: 'good' } },
        closure: '2 Jul 2026, Daniel Price',
      },
      {
        ...{ what: 'AC1.7: Explain what a regulator may do.', due: '13 Nov 2026', response: '–' },
        ...{ from: 'Judgement, 9 Nov 2026, Daniel Price', status: { label: 'Done', mood: 'good' } },
        closure: '16 Nov 2026, Daniel Price: AC1.7 was judged met.',
      },
      {
        ...{ what: 'E011 came back: say which lines show it.', due: '–', response: '–', closure: '–' },
        ...{ from: 'Returned evidence, 10 Nov 2026, Daniel Price', status: { label: 'Open', mood: 'open' } },
      },
    ]);
  });

  it('says who is late on the day of the document, and only by the plan in force', () => {
    const draft = { ...portfolioFacts('draft'), judgements: [] };
    const states = buildManifest(draft).planning?.plans.map(({ targets }) => targets.map(({ progress }) => progress));
    expect(states).toEqual([
      [
        { label: 'Overdue: 0 of 4 met', mood: 'bad' },
        { label: 'Overdue: 0 of 4 met', mood: 'bad' },
      ],
      [{ label: 'Open: 0 of 2 met', mood: 'open' }],
    ]);
  });

  it('does not depend on the order of the facts', () => {
    const { plans, reviews, actions } = facts.planning;
    const turned = withPlanning({
      plans: [...plans].reverse().map((plan) => ({ ...plan, remarks: [...plan.remarks].reverse() })),
      reviews: [...reviews].reverse(),
      actions: [...actions].reverse(),
    });
    expect(buildManifest(turned)).toEqual(buildManifest(facts));
  });

  it('stands in the document between the achievement record and the index of evidence', async () => {
    const pdf = await renderPortfolio(buildManifest(facts));
    const [contents = ''] = pagesOf(pdf).filter((page) => page.includes('Contents'));
    const order = ['Unit achievement record', 'Assessment plan and reviews', 'Evidence index'];
    const places = order.map((title) => contents.indexOf(title));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    const text = await spokenText(pdf);
    for (const words of ['Moved because of leave in May.', 'Petra Lind, team leader', 'Bring the escalation log.']) {
      expect(text).toContain(words);
    }
  });

  it('says so when nothing was planned or reviewed, and nothing where it was fixed before plans were kept', async () => {
    const bare = buildManifest(withPlanning({ plans: [], reviews: [], actions: [] }));
    expect(await spokenText(await renderPortfolio(bare))).toContain('No assessment plan was recorded.');
    const { planning: _, ...old } = bare;
    expect(await spokenText(await renderPortfolio(old))).not.toContain('Assessment plan and reviews');
  });
});
