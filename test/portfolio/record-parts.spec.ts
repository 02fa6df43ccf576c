import { describe, expect, it } from '@jest/globals';
import { EVIDENCE_METHODS, type EvidenceMethod } from '../../src/domain/evidence/evidence-method.js';
import { formOf } from '../../src/domain/evidence/forms/method-forms.js';
import type { Json } from '../../src/domain/kernel/canonical-json.js';
import { recordParts } from '../../src/domain/portfolio/record-parts.js';
import { EVERY_METHOD } from '../../templates/samples/every-method.js';
import { resolveDates } from '../../templates/samples/resolve-dates.js';

type Record = { readonly [field: string]: Json | undefined };
const partsOf = (method: EvidenceMethod, record: Record) => recordParts(record, formOf(method).fields);

describe('the form of an evidence method in the portfolio', () => {
  it('puts short answers together in the order of the form, and those of own boxes after them', () => {
    const record = { zeal: 'high', nextSteps: 'Go on', startTime: '10:05', isPlanned: false };
    expect(partsOf('direct_observation', record)).toEqual([
      {
        kind: 'facts',
        label: 'Record',
        facts: [
          { label: 'Began at', value: '10:05' },
          { label: 'Planned in advance', value: 'No' },
          { label: 'Next steps', value: 'Go on' },
          { label: 'Zeal', value: 'high' },
        ],
      },
    ]);
  });

  it('keeps the paragraphs that locators count, whether they come as lines or as a list', () => {
    const paragraphs = ['First.', 'Second.'];
    const expected = [{ kind: 'text', label: 'What I did', paragraphs }];
    expect(partsOf('reflective_account', { whatIDid: paragraphs })).toEqual(expected);
    expect(partsOf('reflective_account', { whatIDid: paragraphs.join('\n\n') })).toEqual(expected);
    const own = 'What happened in this box of our own, told in order and at some length. '.repeat(2).trim();
    expect(partsOf('reflective_account', { ourBox: [own, 'Second.'] })).toEqual([
      { kind: 'text', label: 'Our box', paragraphs: [own, 'Second.'] },
    ]);
  });

  it('numbers a summary in words as it would the rows', () => {
    expect(partsOf('professional_discussion', { summary: ['Compares five.', 'Names one.'] })).toEqual([
      { kind: 'text', label: 'What the learner said', paragraphs: ['Compares five.', 'Names one.'] },
    ]);
  });

  it('takes several sentences for paragraphs, however short, and several words for an enumeration', () => {
    const account = ['I heard the call.', 'She rang “at noon.”'];
    expect(partsOf('witness_testimony', { account })).toEqual([
      { kind: 'text', label: 'What the witness saw', paragraphs: account },
    ]);
    expect(partsOf('professional_discussion', { themes: ['Monitoring', 'Escalation'] })).toEqual([
      { kind: 'facts', label: 'Record', facts: [{ label: 'Themes', value: 'Monitoring and Escalation' }] },
    ]);
  });

  it('sets repeated groups as rows with a cell for every field', () => {
    expect(partsOf('oral_questioning', { questions: [{ answer: 'A', question: 'Q' }, { question: 'R' }] })).toEqual([
      {
        kind: 'rows',
        label: 'Questions and answers',
        headings: ['Question', 'Answer'],
        rows: [
          ['Q', 'A'],
          ['R', '–'],
        ],
      },
    ]);
    expect(partsOf('direct_observation', { seen: [{ paragraphs: [2, 3], criterion: '2.1' }] })).toEqual([
      { kind: 'rows', label: 'Criteria seen', headings: ['Criterion', 'Paragraphs'], rows: [['2.1', '§2 and §3']] },
    ]);
  });

  it('keeps what comes after the narrative behind it, and facets readable', () => {
    const record = {
      location: 'Desk 2',
      narrative: 'She listened.',
      seen: [{ criterion: '2.3', facets: ['recognises_problem', 'understands_view'] }],
      feedback: 'Go on.',
      ours: 'x',
    };
    expect(partsOf('direct_observation', record)).toEqual([
      { kind: 'facts', label: 'Record', facts: [{ label: 'Place', value: 'Desk 2' }] },
      { kind: 'text', label: 'What the learner did and said', paragraphs: ['She listened.'] },
      {
        kind: 'rows',
        label: 'Criteria seen',
        headings: ['Criterion', 'Facets'],
        rows: [['2.3', 'recognises problem and understands view']],
      },
      {
        kind: 'facts',
        label: 'Also recorded',
        facts: [
          { label: 'Feedback', value: 'Go on.' },
          { label: 'Ours', value: 'x' },
        ],
      },
    ]);
  });

  it('says choices in words and leaves out what is blank', () => {
    const record = {
      mapping: [{ criterion: '2.9', match: 'partial', statement: '' }],
      priorCriteria: [],
      source: null,
    };
    expect(partsOf('rpl_claim', record)).toEqual([
      { kind: 'rows', label: 'Mapping to the unit', headings: ['Criterion', 'Match'], rows: [['2.9', 'Partial']] },
    ]);
  });

  it('writes dates as people do and leaves out contact details at any depth, known to the form or not', () => {
    const witness = {
      name: 'H. Okafor',
      signedOn: '2026-08-28',
      contactDetails: 'h@example.org',
      email: 'h@example.org',
      phoneNumber: 'x',
      mobile: '07700 900123',
    };
    expect(partsOf('witness_testimony', { witness, customerName: 'B', accountNumber: '12' })).toEqual([
      {
        kind: 'facts',
        label: 'Witness',
        facts: [
          { label: 'Name', value: 'H. Okafor' },
          { label: 'Signed on', value: '28 Aug 2026' },
        ],
      },
    ]);
  });

  it.each(EVIDENCE_METHODS)('prints every answer of a %s but contact details', (method) => {
    const record = resolveDates(EVERY_METHOD[method].body.record, '2026-11-22') as Record;
    const printed = JSON.stringify(partsOf(method, record));
    const labels = Object.keys(record).map((name) => formOf(method).fields[name]?.label);
    expect(labels.filter((label) => label === undefined || !printed.includes(JSON.stringify(label)))).toEqual([]);
    expect(printed).not.toContain('internal mail');
  });
});
