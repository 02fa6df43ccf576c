import { describe, expect, it } from '@jest/globals';
import { computeCoverage } from '../../src/domain/coverage/compute-coverage.js';
import { GAP_CODES } from '../../src/domain/coverage/coverage.js';
import { factsOf, readCoverageStories } from './coverage-story.js';

const stories = readCoverageStories(new URL('./coverage/', import.meta.url));

describe('coverage stories', () => {
  it.each(stories.map(({ file, story }) => ({ file, story, sentence: story.story })))('$sentence', ({ story }) => {
    const coverage = computeCoverage(factsOf(story));
    const criterion = coverage.criteria.find(({ code }) => code === story.criterion);

    expect({ status: criterion?.status, gaps: criterion?.gaps }).toEqual(story.expected);
    if (story.expectedClaims !== undefined) {
      expect(criterion?.claims.map(({ ref, counts, reasons }) => ({ ref, counts, reasons }))).toEqual(
        story.expectedClaims,
      );
    }
    if (story.expectedUnit !== undefined) {
      const { ready, totals, unitGaps } = coverage;
      expect({ ready, totals, unitGaps }).toEqual(story.expectedUnit);
    }
  });

  it('tell every worked example of Unit 40, T1 to T37, once', () => {
    const numbers = stories.flatMap(({ file }) => /^t(\d\d)-/.exec(file)?.[1] ?? []).map(Number);

    expect(numbers).toEqual(Array.from({ length: 37 }, (_, index) => index + 1));
  });

  it('meet every gap code but the one that no rule of Unit 40 can raise', () => {
    const met = new Set(
      stories
        .flatMap(({ story }) => [...story.expected.gaps, ...(story.expectedUnit?.unitGaps ?? [])])
        .map(({ code }) => code),
    );

    expect(GAP_CODES.filter((code) => !met.has(code))).toEqual(['SIMULATION_FLAGGED']);
  });
});
