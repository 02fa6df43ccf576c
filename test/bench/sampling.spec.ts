import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

/** What the command prints, by the name of the line: its cells. */
function yearOf(seed: string): ReadonlyMap<string, readonly string[]> {
  const command = fileURLToPath(new URL('run.mjs', import.meta.url));
  const printed = execFileSync(process.execPath, [command, `sampling:${seed}`], { encoding: 'utf8' });
  const lines = printed.split('\n').map((line) => line.trim().split(/\s{2,}/));
  return new Map(lines.map(([name = '', ...cells]) => [name, cells]));
}

describe('the simulated year of forty assessors and two thousand learners', () => {
  const year = yearOf('spring');
  const numbersOf = (name: string): number[] => (year.get(name) ?? []).map((cell) => Number.parseFloat(cell));

  it('touches every value of every axis of CAMERA but the learners, of whom it takes a sample', () => {
    expect(year.get('assessors')?.[0]).toBe('40 of 40');
    expect(year.get('elements')?.[0]).toBe('17 of 17');
    for (const axis of ['assessors', 'methods', 'elements', 'records', 'locations']) {
      const [touched, all] = year.get(axis)?.[0]?.split(' of ') ?? [];
      expect(touched).toBeDefined();
      expect([axis, touched]).toEqual([axis, all]);
    }
    expect(year.get('candidates')?.[0]).toMatch(/ of 2000$/);
  });

  it('finds more planted bad decisions than a flat 25 %, and more for each decision looked at', () => {
    const found = [...year].find(([name]) => name.startsWith('bad decisions found of'));
    const [ours = 0, flat = 0] = (found?.[1] ?? []).map(Number);
    expect(Number(found?.[0].split(' ').at(-1))).toBeGreaterThan(300);
    expect(flat).toBeGreaterThan(50);
    expect(ours).toBeGreaterThan(2 * flat);
    const [oursPerHundred = 0, flatPerHundred = 0] = numbersOf('found per 100 decisions looked at');
    expect(oursPerHundred).toBeGreaterThan(1.5 * flatPerHundred);
  });

  it('samples more where there is more risk, and never less than the quota', () => {
    const shares = ['high', 'medium', 'low'].map((level) => {
      const [sampled = '', percent = '', quota = ''] = year.get(level) ?? [];
      expect(Number.parseInt(sampled, 10)).toBeGreaterThanOrEqual(Number(quota.replace('quota ', '')));
      return Number.parseFloat(percent);
    });
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares[0]).toBeGreaterThan(80);
  });

  it('is the same year for the same seed, and another for another', () => {
    expect(yearOf('spring')).toEqual(year);
    expect(yearOf('autumn')).not.toEqual(year);
  });
});
