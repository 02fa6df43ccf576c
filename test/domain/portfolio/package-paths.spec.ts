import { describe, expect, it } from '@jest/globals';
import { packagePaths } from '../../../src/domain/portfolio/package-paths.js';
import { withoutContactDetails } from '../../../src/domain/portfolio/record-parts.js';

const pathsOf = (...names: string[]): string[] => [
  ...packagePaths(names.map((name, index) => ({ id: String(index), name, number: 4, version: 1 }))).values(),
];
const nameOf = (name: string): string | undefined => pathsOf(name)[0]?.split('/')[2];

describe('a file in a package', () => {
  it('lies with its item and version', () => {
    const files = [
      { id: 'a', name: 'letter.pdf', number: 4, version: 1 },
      { id: 'b', name: 'letter.pdf', number: 4, version: 2 },
      { id: 'c', name: 'letter.pdf', number: 1200, version: 1 },
    ];
    expect([...packagePaths(files)]).toEqual([
      ['a', 'evidence/E004-v1/letter.pdf'],
      ['b', 'evidence/E004-v2/letter.pdf'],
      ['c', 'evidence/E1200-v1/letter.pdf'],
    ]);
  });

  it('gets a number where a file system would take its name for another’s', () => {
    expect(pathsOf('a.txt', 'A.TXT', 'a.txt', 'a (2).txt').map((path) => path.split('/')[2])).toEqual([
      'a.txt',
      'A (2).TXT',
      'a (3).txt',
      'a (2) (2).txt',
    ]);
    expect(new Set(pathsOf('é', 'e\u0301')).size).toBe(2);
  });

  it('has a name that every system can have', () => {
    expect(nameOf('50% off: "a"?.txt')).toBe('50_ off_ _a__.txt');
    expect(nameOf('con.txt')).toBe('_con.txt');
    expect(nameOf('LPT1')).toBe('_LPT1');
    expect(nameOf('console.txt')).toBe('console.txt');
    expect(Buffer.byteLength(nameOf(`${'😀'.repeat(140)}.jpeg`) ?? '')).toBeLessThanOrEqual(200);
    expect(nameOf(`${'ж'.repeat(140)}.jpeg`)).toMatch(/ж\.jpeg$/);
  });
});

describe('a record that leaves', () => {
  it('has no contact details, however deep they stand', () => {
    const record = {
      narrative: ['Called back.'],
      witness: { role: 'Manager', contactDetails: 'a@b.test', phone: '1' },
      others: [{ name: 'A', email: 'a@b.test' }],
    };
    expect(withoutContactDetails(record)).toEqual({
      narrative: ['Called back.'],
      witness: { role: 'Manager' },
      others: [{ name: 'A' }],
    });
  });
});
