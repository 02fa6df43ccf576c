import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Anonymiser } from '../../../src/domain/standardisation/anonymise.js';
import { type KnownName, masksFor } from '../../../src/domain/standardisation/masks.js';

const person = (role: KnownName['role'], name: string): KnownName => ({ role, who: name, name });
const NAMES: KnownName[] = [
  person('Learner', 'Maya Okafor'),
  person('Assessor', 'Daniel Price'),
  person('IQA', 'Zoë Smith-Jones'),
  person('Witness', 'Niamh O’Brien'),
  person('Witness', 'Juan de la Cruz'),
  { role: 'Employer', who: 'employer', name: 'Harbour Kitchens Ltd', onlyWhole: true },
  { role: 'Site', who: 'site', name: 'Quay Street', onlyWhole: true },
];
const masked = (text: string, names = NAMES, ordinary: string[] = []): string =>
  new Anonymiser(masksFor(names), ordinary).text(text);

describe('anonymised texts', () => {
  it.each([
    ['whole names in either order', 'Maya Okafor and Okafor, Maya', 'Learner A and Learner A'],
    ['whatever their case', 'MAYA OKAFOR, then maya okafor', 'Learner A, then Learner A'],
    ['first names and surnames alone', 'Maya rang. Mr Price was told.', 'Learner A rang. Mr Assessor A was told.'],
    ['two sentences as two', 'I asked Maya. Okafor nodded.', 'I asked Learner A. Learner A nodded.'],
    ['initials with the name', 'M. Okafor, D Price and Okafor M', 'Learner A, Assessor A and Learner A'],
    ['possessives', "Maya’s notes, Okafor's call", "Learner A’s notes, Learner A's call"],
    ['accents or none', 'Zoe said; ZOË said; Zoe\u0308 said', 'IQA A said; IQA A said; IQA A said'],
    ['hyphenated names and their halves', 'Ms Smith-Jones, Jones; Zoë Smith Jones', 'Ms IQA A, IQA A; IQA A'],
    ['apostrophes of every kind', "O'Brien, O’BRIEN, O`Brien, OBrien", 'Witness A, Witness A, Witness A, Witness A'],
    ['particles with the name', 'Señor de la Cruz', 'Señor Witness B'],
    ['particles alone as words', 'de la carte, o no', 'de la carte, o no'],
    ['names in addresses', 'file maya.okafor_price.doc, mayaokafor', 'file Learner A_Assessor A.doc, Learner A'],
    [
      'employers as a whole',
      'Harbour Kitchens sold kitchens in the harbour',
      'Employer A sold kitchens in the harbour',
    ],
    ['employers with their form', 'HARBOUR  KITCHENS LTD.', 'Employer A.'],
    ['sites', 'at Quay Street, by the quay', 'at Site A, by the quay'],
    ['a name broken by what nobody sees', 'Oka\u00adfor, Ma\u200bya', 'Learner A'],
    ['days as months', 'on 2026-03-02 at 2026-03-02T10:15:00.000Z', 'on 2026-03 at 2026-03'],
    ['addresses', 'write to m.price@kitchens.co.uk', 'write to [e-mail address]'],
    ['telephone numbers', 'ring 020 7946 0018 now', 'ring [phone number] now'],
    ['postcodes', 'SW1A 1AA', '[postcode]'],
  ])('show %s', (_, text, shown) => {
    expect(masked(text)).toBe(shown);
  });

  it('leave names inside longer words alone', () => {
    const text = 'Amayah Pricey underpriced Okaforde Kitchens1 Crux';
    expect(masked(text)).toBe(text);
  });

  it('replace names that are words wherever they stand, unless somebody has said that they are words', () => {
    const names = [person('Learner', 'Will May')];
    const text = 'May I? I will, if I may. Will May and will May.';
    expect(masked(text, names)).toBe('Learner A I? I Learner A, if I Learner A. Learner A and Learner A.');
    expect(masked(text, names, ['will', 'MAY'])).toBe('Learner A I? I will, if I may. Learner A and Learner A.');
    expect(masked('the price that Price named', NAMES, ['price'])).toBe('the price that Assessor A named');
  });

  it('say when a name could be two people, and not when the rest of it tells', () => {
    const names = [person('Learner', 'Maya Price'), person('Assessor', 'Daniel Price')];
    expect(masked('Price; Daniel Price; Price M.', names)).toBe('Learner A or Assessor A; Assessor A; Learner A.');
  });

  it('keep one label for one person, under whichever role and name they come first', () => {
    const masks = masksFor([
      { role: 'Learner', who: '1', name: 'Ann Ode' },
      { role: 'Assessor', who: '2', name: 'Bea Poe' },
      { role: 'IQA', who: '2', name: 'Bea Poe' },
      { role: 'Witness', who: '2', name: 'Beatrice Poe' },
      { role: 'Witness', who: 'ann ODE', name: 'ann ODE' },
      { role: 'Learner', who: '3', name: 'Cy Roe' },
      { role: 'Learner', who: '4', name: ' - ' },
    ]);
    expect(masks.map(({ label, name }) => `${label}: ${name}`)).toEqual([
      ...['Learner A: Ann Ode', 'Assessor A: Bea Poe', 'Assessor A: Beatrice Poe', 'Learner B: Cy Roe'],
    ]);
    const many = masksFor(Array.from({ length: 28 }, (_, i) => person('Person', `Nom${i}`)));
    expect(many.map(({ label }) => label).slice(24)).toEqual(['Person Y', 'Person Z', 'Person AA', 'Person AB']);
  });

  it('go through whole records, names of fields included, and change nothing else', () => {
    const record = {
      narrative: ['Maya listened.', { 'What Maya said': 'Price agreed.', 'What Okafor said': 'No.' }],
      witness: { name: 'Niamh O’Brien', organisation: 'Harbour Kitchens' },
      seen: [{ paragraphs: [1, 2], done: true, none: null }],
      signedOn: '2026-03-02',
    };
    expect(new Anonymiser(masksFor(NAMES)).json(record)).toEqual({
      narrative: [
        'Learner A listened.',
        { 'What Learner A said': 'Assessor A agreed.', 'What Learner A said (2)': 'No.' },
      ],
      witness: { name: 'Witness A', organisation: 'Employer A' },
      seen: [{ paragraphs: [1, 2], done: true, none: null }],
      signedOn: '2026-03',
    });
    const hostile = JSON.parse('{"__proto__":"Maya","constructor":"Price"}') as { [key: string]: string };
    expect(JSON.stringify(new Anonymiser(masksFor(NAMES)).json(hostile))).toBe(
      '{"__proto__":"Learner A","constructor":"Assessor A"}',
    );
  });

  it('never show a name as a whole word, whatever stands around it', () => {
    const around = fc.stringMatching(/^[ .,;:!?()"'’\n-]{1,4}$/);
    const name = fc.constantFrom(
      'Maya',
      'OKAFOR',
      'Okafor',
      'Price',
      'daniel',
      'Zoë',
      'Smith-Jones',
      'O’Brien',
      'Cruz',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(around, name, around), { maxLength: 8 }), (pieces) => {
        const shown = masked(pieces.map((piece) => piece.join('')).join('said'));
        expect(shown).not.toMatch(
          /(?<![\p{L}\p{N}])(maya|okafor|price|daniel|zoë|smith|jones|brien|cruz)(?![\p{L}\p{N}])/iu,
        );
      }),
    );
  });

  it('leave a text without names as it is, and take a long one in linear time', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('doors', 'arrived', 'wrong', '—', 'x1'), { maxLength: 30 }), (words) => {
        expect(masked(words.join(' '))).toBe(words.join(' '));
      }),
    );
    const started = performance.now();
    masked('Maya said that Okafor, de la de la Price. '.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
