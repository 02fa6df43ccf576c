import { describe, expect, it } from '@jest/globals';
import { EVIDENCE_METHODS } from '../../../src/domain/evidence/evidence-method.js';
import { blankEssentials } from '../../../src/domain/evidence/forms/blank-essentials.js';
import { formOf, METHOD_FORMS } from '../../../src/domain/evidence/forms/method-forms.js';
import { findBeyondLimits } from '../../../src/domain/evidence/forms/record-limits.js';
import { countParagraphs, type FilledForm, tellsSomething } from '../../../src/domain/evidence/forms/record-words.js';
import { EVERY_METHOD } from '../../../templates/samples/every-method.js';
import { resolveDates } from '../../../templates/samples/resolve-dates.js';

const recordOf = (method: (typeof EVIDENCE_METHODS)[number]): FilledForm =>
  resolveDates(EVERY_METHOD[method].body.record, '2026-11-22');

describe('the form of every method', () => {
  it.each(EVIDENCE_METHODS)('%s has a main field and knows evidence held in situ', (method) => {
    const { fields, mainField } = formOf(method);
    expect(Object.keys(fields)).toEqual(expect.arrayContaining([mainField, 'inSitu']));
  });

  it('has a record of its own name', () => {
    expect(new Set(Object.values(METHOD_FORMS).map(({ recordName }) => recordName)).size).toBe(EVIDENCE_METHODS.length);
  });

  it.each(EVIDENCE_METHODS)('%s filled in whole gets no advice and stays within limits', (method) => {
    expect(blankEssentials(formOf(method), recordOf(method))).toEqual([]);
    expect(findBeyondLimits(formOf(method).fields, recordOf(method))).toEqual([]);
  });

  it.each(EVIDENCE_METHODS)('%s left blank is told what its card lives by', (method) => {
    const advice = blankEssentials(formOf(method), null).map(({ path }) => path);
    const essential = Object.entries(formOf(method).fields).flatMap(([name, field]) =>
      field.isEssential ? [`record.${name}`] : [],
    );
    expect(advice).toEqual(essential);
    expect(advice.length).toBeGreaterThan(0);
  });

  it('names the row and the field that is blank', () => {
    const questions = [
      { question: 'Why?', answer: 'Because.' },
      { question: 'When?', answer: ' ' },
    ];
    expect(blankEssentials(formOf('oral_questioning'), { questions })).toEqual([
      { path: 'record.questions[1].answer', message: expect.stringContaining('“Answer” is blank.') },
    ]);
  });
});

describe('a record that tells something', () => {
  const tells = (method: (typeof EVIDENCE_METHODS)[number], record: FilledForm) =>
    tellsSomething(formOf(method).fields, record);

  it.each([
    ['direct_observation', { narrative: ['She listened.'] }],
    ['direct_observation', { notes: 'She listened.' }],
    ['direct_observation', { feedback: 'She listened well.' }],
    ['professional_discussion', { summary: 'He compared five techniques.' }],
    ['professional_discussion', { summary: [{ text: 'He compared five techniques.' }] }],
    ['oral_questioning', { questions: [{ question: 'Why?' }, { answer: 'Because.' }] }],
    ['witness_testimony', { account: 'She did.' }],
    ['rpl_claim', { mapping: [{ criterion: '2.9', statement: 'The same.' }] }],
  ] as const)('%s: %j', (method, record) => {
    expect(tells(method, record)).toBe(true);
  });

  it.each([
    ['direct_observation', { startTime: '10:05', location: 'Desk 2', isPlanned: true }],
    ['direct_observation', { seen: [{ criterion: '2.1', paragraphs: [1] }] }],
    ['oral_questioning', { conditions: 'No papers', questions: [{ criterion: '1.5', question: 'Why?', answer: '' }] }],
    ['written_questioning', { setBy: 'R. Pemberton' }],
    ['rpl_claim', { mapping: [{ criterion: '2.9', match: 'full' }] }],
    ['simulation', {}],
  ] as const)('not %s: %j', (method, record) => {
    expect(tells(method, record)).toBe(false);
  });
});

describe('the paragraphs of the main text', () => {
  it('are counted as the portfolio numbers them', () => {
    const count = (narrative: unknown) => countParagraphs(formOf('direct_observation'), { narrative });
    expect([count(['One.', 'Two.\nThree.']), count('One.\n\n Two.'), count(' '), count(undefined)]).toEqual([
      3, 2, 0, 0,
    ]);
    expect(countParagraphs(formOf('oral_questioning'), { questions: [] })).toBe(0);
  });
});

describe('the limits of a record', () => {
  const pathsBeyond = (record: FilledForm) =>
    findBeyondLimits(formOf('witness_testimony').fields, record).map(({ path }) => path);

  it.each<[string, FilledForm, string[]]>([
    ['a text of 10,000 characters', { account: 'x'.repeat(10_000) }, []],
    ['a longer one in a field of the form', { account: ['x', 'x'.repeat(10_001)] }, ['record.account[1]']],
    ['a longer one in an own box', { witness: { ours: 'x'.repeat(10_001) } }, ['record.witness.ours']],
    ['three levels in an own box', { ours: [{ a: ['x'] }] }, []],
    ['four levels in an own box', { ours: [{ a: [['x']] }] }, ['record.ours[0].a[0]']],
    ['a hundred own answers', { ours: Array(99).fill('x') }, []],
    ['more of them', { ours: Array(99).fill('x'), more: 1 }, ['record']],
    ['a field named like one of Object', { ['__proto__x']: 1, constructor: 'x', toString: 'y' }, []],
  ])('%s', (_name, record, paths) => {
    expect(pathsBeyond(record)).toEqual(paths);
  });
});
