import { describe, expect, it } from '@jest/globals';
import { recordParts } from '../../src/domain/portfolio/record-parts.js';

describe('the form of an evidence method in the portfolio', () => {
  it('puts short answers together, in the order in which a reader expects them', () => {
    expect(recordParts({ zeal: 'high', nextSteps: 'Go on', startTime: '10:05', recording: false })).toEqual([
      {
        kind: 'facts',
        label: 'Record',
        facts: [
          { label: 'Start time', value: '10:05' },
          { label: 'Recording', value: 'No' },
          { label: 'Next steps', value: 'Go on' },
          { label: 'Zeal', value: 'high' },
        ],
      },
    ]);
  });

  it('keeps the paragraphs that locators count, whether they come as lines or as a list', () => {
    const long = 'What the learner did and said, told in order. '.repeat(4).trim();
    const paragraphs = [long, 'Second.'];
    const expected = [{ kind: 'text', label: 'What I did', paragraphs }];
    expect(recordParts({ whatIDid: paragraphs })).toEqual(expected);
    expect(recordParts({ whatIDid: paragraphs.join('\n\n') })).toEqual(expected);
  });

  it('takes several sentences for paragraphs, however short, and several words for an enumeration', () => {
    const account = ['I heard the call.', 'She rang “at noon.”'];
    expect(recordParts({ account })).toEqual([{ kind: 'text', label: 'Account', paragraphs: account }]);
    expect(recordParts({ prompts: ['Monitoring', 'Escalation'] })).toEqual([
      { kind: 'facts', label: 'Record', facts: [{ label: 'Prompts', value: 'Monitoring and Escalation' }] },
    ]);
  });

  it('sets repeated groups as rows with a cell for every field', () => {
    expect(recordParts({ questions: [{ answer: 'A', question: 'Q' }, { question: 'R' }] })).toEqual([
      {
        kind: 'rows',
        label: 'Questions',
        headings: ['Question', 'Answer'],
        rows: [
          ['Q', 'A'],
          ['R', '–'],
        ],
      },
    ]);
  });

  it('writes dates as people do and leaves out contact details at any depth', () => {
    const witness = {
      name: 'H. Okafor',
      signedOn: '2026-08-28',
      email: 'h@example.org',
      phoneNumber: 'x',
      mobile: '07700 900123',
    };
    expect(recordParts({ witness, customerName: 'B', accountNumber: '12' })).toEqual([
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
});
