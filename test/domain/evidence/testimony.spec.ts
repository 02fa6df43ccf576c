import { describe, expect, it } from '@jest/globals';
import { mailboxOf, plainName } from '../../../src/domain/access/mailbox.js';
import { checkMayWitness } from '../../../src/domain/access/witness-duties.js';
import { checkRequestForTestimony, checkTestimony } from '../../../src/domain/evidence/check-testimony.js';
import { DomainError } from '../../../src/domain/kernel/domain-error.js';
import { witnessStatusList } from '../../../src/domain/evidence/witness-status-list.js';

function faultsOf(check: () => void): string[] {
  try {
    check();
  } catch (error) {
    if (error instanceof DomainError) return error.errors.map(({ path }) => path);
    throw error;
  }
  return [];
}

describe('whose mailbox and whose name it is', () => {
  it.each([
    ['Petra@Kitchens.test', 'petra@kitchens.test'],
    [' petra+nvq+2@kitchens.test ', 'petra@kitchens.test'],
    ['p.lindqvist@kitchens.test', 'p.lindqvist@kitchens.test'],
  ])('%s is %s', (email, mailbox) => expect(mailboxOf(email)).toBe(mailbox));

  it('does not hang on accents, stops and spaces', () => {
    expect(plainName(' Dr.  Zoë  O’Brien-Núñez ')).toBe('dr zoe o brien nunez');
  });
});

describe('who may testify', () => {
  const person = (name: string) => ({ name, email: `${name.toLowerCase()}@centre.test` });
  const facts = {
    witness: { ...person('Petra'), isRelative: false },
    learner: person('Lena'),
    assessors: [person('Ada'), person('Carl')],
    iqas: [person('Iris')],
    conflicted: [person('Ken')],
  };

  it('is anybody who has nothing else to do with the learner’s assessment', () => {
    expect(faultsOf(() => checkMayWitness(facts))).toEqual([]);
  });

  it.each(['Lena', 'Ada', 'Carl', 'Iris', 'Ken'])('is not %s, by address or by name', (name) => {
    const byAddress = { ...person(name), name: 'Petra', isRelative: false };
    const byName = { ...person('Petra'), name, isRelative: false };
    expect(faultsOf(() => checkMayWitness({ ...facts, witness: byAddress }))).toEqual(['email']);
    expect(faultsOf(() => checkMayWitness({ ...facts, witness: byName }))).toEqual(['name']);
  });

  it('names everything that bars somebody', () => {
    const witness = { ...person('Ada'), isRelative: true };
    expect(faultsOf(() => checkMayWitness({ ...facts, witness, conflicted: [person('Ada')] }))).toEqual([
      'email',
      'email',
      'relationship',
    ]);
  });
});

describe('a request for testimony', () => {
  const request = { method: 'witness_testimony', category: 4, fileCount: 0 } as const;
  const unit = (claimed: number) => ({ title: 'Resolve customers’ complaints', claimed, criteria: 17 });

  it('is for a part of a unit', () => {
    expect(faultsOf(() => checkRequestForTestimony({ ...request, units: [unit(16)] }))).toEqual([]);
    expect(faultsOf(() => checkRequestForTestimony({ ...request, units: [unit(1), unit(17)] }))).toEqual(['claims']);
  });

  it('goes to an expert witness for expert testimony, and carries no files', () => {
    const expert = { ...request, method: 'expert_witness_testimony', units: [unit(1)] } as const;
    expect(faultsOf(() => checkRequestForTestimony(expert))).toEqual(['status']);
    expect(faultsOf(() => checkRequestForTestimony({ ...expert, category: 1, fileCount: 1 }))).toEqual(['files']);
  });
});

describe('a testimony', () => {
  const given = {
    invitedName: 'Petra Lindqvist',
    name: 'Petra Lindqvist',
    account: ['I heard the call she made.'],
    signedOn: '2026-06-01',
    invitedOn: '2026-06-01',
    today: '2026-06-01',
  };

  it.each([
    ['Petra Lindqvist', []],
    ['lindqvist, petra', []],
    ['Mrs P. Lindqvist', []],
    ['Pétra', []],
    ['P. L.', ['name']],
    ['Maya Okafor', ['name']],
    [' ', ['name']],
  ])('signed “%s” is refused at %j', (name, faults) => {
    expect(faultsOf(() => checkTestimony({ ...given, name }))).toEqual(faults);
  });

  it('is an account and not a verdict, and is dated between the request and today', () => {
    expect(faultsOf(() => checkTestimony({ ...given, account: ['Meets', 'all criteria!'] }))).toEqual(['account']);
    expect(faultsOf(() => checkTestimony({ ...given, signedOn: '2026-05-31' }))).toEqual(['signedOn']);
    expect(faultsOf(() => checkTestimony({ ...given, signedOn: '2026-06-02' }))).toEqual(['signedOn']);
  });
});

describe('the witness status list', () => {
  const testimony = (ref: string, witness: object | null, signed = true) => ({
    ref,
    method: 'witness_testimony' as const,
    record: witness && { witness },
    signatures: signed
      ? [
          {
            ...{ role: 'witness' as const, personId: null, personName: 'Petra Lindqvist', statement: 'So it was.' },
            ...{ signedAt: '2026-06-01T00:00:00.000Z', contentSha256: 'a'.repeat(64) },
          },
        ]
      : [],
    check: null,
  });
  const lines = (...testimonies: ReturnType<typeof testimony>[]) =>
    witnessStatusList(testimonies).map((line) => [line.name, line.jobRole, line.testimonies.map(({ ref }) => ref)]);

  it('puts the testimonies of one witness together, in the order of their refs', () => {
    const petra = { name: 'Petra Lindqvist', jobRole: 'Team leader' };
    const helen = { name: 'Helen Okafor', jobRole: 'Manager' };
    expect(lines(testimony('E010', petra), testimony('E002', helen), testimony('E009', { ...petra }))).toEqual([
      ['Helen Okafor', 'Manager', ['E002']],
      ['Petra Lindqvist', 'Team leader', ['E009', 'E010']],
    ]);
  });

  it('tells namesakes with different jobs apart, and takes a name from the signature where the form has none', () => {
    const petra = { name: 'Petra Lindqvist', jobRole: 'Team leader' };
    expect(lines(testimony('E001', petra), testimony('E002', null), testimony('E003', {}, false))).toEqual([
      ['Petra Lindqvist', 'Team leader', ['E001']],
      ['Petra Lindqvist', null, ['E002']],
      [null, null, ['E003']],
    ]);
  });

  it('has no line for what was not given by a witness', () => {
    expect(witnessStatusList([{ ...testimony('E001', {}), method: 'work_product' }])).toEqual([]);
  });
});
