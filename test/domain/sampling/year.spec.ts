import { describe, expect, it } from '@jest/globals';
import { simulateYear } from '../../bench/sampling.mjs';

describe('a simulated year of forty assessors and two thousand learners', () => {
  const year = simulateYear('spring');

  it('touches every axis of CAMERA, and every assessor', () => {
    const untouched = year.ours.cover.filter(({ axis }) => axis !== 'candidates').flatMap((axis) => axis.untouched);
    expect(untouched).toEqual([]);
    expect(year.ours.cover.find(({ axis }) => axis === 'assessors')?.touched).toHaveLength(40);
  });

  it('finds more of the planted bad decisions than a flat 25 %, and more for each decision looked at', () => {
    const { ours, flat, planted } = year;
    expect(planted).toBeGreaterThan(300);
    expect(ours.found).toBeGreaterThan(2 * flat.found);
    expect(ours.found / ours.seen.decisions.size).toBeGreaterThan(1.5 * (flat.found / flat.seen.decisions.size));
  });

  it('samples by risk: every quota is kept, and more risk is sampled more', () => {
    const shares = [...year.ours.levels.values()].map(({ learners, sampled, quota }) => {
      expect(sampled).toBeGreaterThanOrEqual(quota);
      return sampled / learners;
    });
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
  });

  it('tells the same year for the same seed and another for another', () => {
    expect(simulateYear('spring')).toEqual(year);
    expect(simulateYear('autumn').planted).not.toBe(year.planted);
  });
});
