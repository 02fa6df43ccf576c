import { describe, expect, it } from '@jest/globals';
import { checkSubmission, type SubmissionFacts } from '../../../src/domain/evidence/check-submission.js';
import { pathsOf, refusalOf } from './refusal-of.js';

/** A letter of the learner's, ready to submit. */
const LETTER: SubmissionFacts = {
  method: 'work_product',
  title: 'Reply to C-001',
  contextStatement: 'I answered the complaint about the late delivery.',
  activityFrom: '2026-03-02',
  activityTo: '2026-03-03',
  setting: 'workplace',
  storage: 'embedded',
  redaction: 'done',
  record: null,
  fileCount: 1,
  screenings: ['not_configured'],
  hasAudioVisualFile: false,
  claims: [
    { criterion: '2.1', locator: { page: 1 } },
    { criterion: '2.8', locator: null },
  ],
  declaration: true,
  today: '2026-03-03',
};

/** An observation written down by the assessor, without any file. */
const OBSERVATION: SubmissionFacts = {
  ...LETTER,
  method: 'direct_observation',
  record: { narrative: 'She let the customer finish, then repeated the complaint in her own words.' },
  redaction: 'not_needed',
  fileCount: 0,
  claims: [{ criterion: '2.1', locator: null }],
  declaration: false,
};

const IN_SITU: SubmissionFacts = {
  ...LETTER,
  storage: 'in_situ',
  redaction: 'pending',
  fileCount: 0,
  record: {
    inSitu: {
      location: 'Complaints drive',
      custodian: 'Office manager',
      shows: 'The full thread with the customer',
      seenBy: 'A. Assessor',
      seenOn: '2026-03-03',
    },
  },
};

const RECORDING: SubmissionFacts = {
  ...OBSERVATION,
  method: 'professional_discussion',
  fileCount: 1,
  hasAudioVisualFile: true,
  claims: [{ criterion: '1.1', locator: { from: '00:04:10', to: '00:06:30' } }],
};

describe('submitting evidence', () => {
  it.each([
    ['a letter with one claim located', LETTER],
    ['an observation in words alone', OBSERVATION],
    ['a case file that stays with the employer', IN_SITU],
    ['a located recording', RECORDING],
    ['work of a single day', { ...LETTER, activityTo: null }],
    ['work done today', { ...LETTER, activityFrom: LETTER.today, activityTo: LETTER.today }],
    ['a reflective account attached as a file', { ...LETTER, method: 'reflective_account' as const }],
  ])('lets %s through', (_, facts) => {
    expect(() => checkSubmission(facts)).not.toThrow();
  });

  const incomplete: readonly (readonly [string, SubmissionFacts, string])[] = [
    ['a blank title', { ...LETTER, title: '  ' }, 'title'],
    ['no context', { ...LETTER, contextStatement: '' }, 'contextStatement'],
    ['no date', { ...LETTER, activityFrom: null, activityTo: null }, 'activityFrom'],
    ['work that begins tomorrow', { ...LETTER, activityFrom: '2026-03-04', activityTo: null }, 'activityFrom'],
    ['work that ends tomorrow', { ...LETTER, activityTo: '2026-03-04' }, 'activityTo'],
    ['work that ends before it begins', { ...LETTER, activityTo: '2026-03-01' }, 'activityTo'],
    ['no setting', { ...LETTER, setting: null }, 'setting'],
    ['no claim', { ...LETTER, claims: [] }, 'claims'],
    ["customers' data still in it", { ...LETTER, redaction: 'pending' }, 'redaction'],
    ["customers' data in a file beside in-situ evidence", { ...IN_SITU, fileCount: 1 }, 'redaction'],
    ['a file nobody has screened yet', { ...LETTER, screenings: ['waiting'] }, 'files[0]'],
    ['a file with malware in it', { ...LETTER, fileCount: 2, screenings: ['clean', 'infected'] }, 'files[1]'],
    ['an observation without words', { ...OBSERVATION, record: { planned: true, notes: [' '] } }, 'record'],
    ['an observation without a record', { ...OBSERVATION, record: null }, 'record'],
    [
      'an observation of which only time and place are told',
      { ...OBSERVATION, record: { startTime: '10:05', location: 'Showroom', seen: [{ criterion: '2.1' }] } },
      'record.narrative',
    ],
    [
      'questions without an answer',
      { ...OBSERVATION, method: 'oral_questioning', record: { questions: [{ question: 'Why?', answer: ' ' }] } },
      'record.questions',
    ],
  ];

  it.each(incomplete)('refuses %s', (_, facts, path) => {
    const refusal = refusalOf(() => checkSubmission(facts));
    expect(refusal.code).toBe('SUBMISSION_INCOMPLETE');
    expect(pathsOf(refusal)).toEqual([path]);
  });

  it.each(['work_product', 'complaint_record', 'assignment'] as const)(
    'refuses a %s that is only told of, without its file',
    (method) => {
      const record = { account: 'I wrote it myself.' };
      const refusal = refusalOf(() => checkSubmission({ ...LETTER, method, record, fileCount: 0 }));
      expect(pathsOf(refusal)).toEqual(['files']);
    },
  );

  it('asks five questions of evidence that stays with the employer', () => {
    expect(pathsOf(refusalOf(() => checkSubmission({ ...IN_SITU, record: null })))).toEqual([
      'record.inSitu.location',
      'record.inSitu.custodian',
      'record.inSitu.shows',
      'record.inSitu.seenBy',
      'record.inSitu.seenOn',
    ]);
  });

  it('does not believe that in-situ evidence was seen in the future', () => {
    const inSitu = { ...(IN_SITU.record?.['inSitu'] as object), seenOn: '2026-03-04' };
    const refusal = refusalOf(() => checkSubmission({ ...IN_SITU, record: { inSitu } }));
    expect(pathsOf(refusal)).toEqual(['record.inSitu.seenOn']);
  });

  it('wants a locator with every claim on a recording', () => {
    const claims = [...RECORDING.claims, { criterion: '1.2', locator: null }, { criterion: '1.3', locator: null }];
    const refusal = refusalOf(() => checkSubmission({ ...RECORDING, claims }));
    expect(refusal.code).toBe('LOCATOR_MISSING');
    expect(pathsOf(refusal)).toEqual(['claims[1].locator', 'claims[2].locator']);
  });

  it.each<[string, Partial<SubmissionFacts>, string[]]>([
    ['a paragraph that is there', { claims: [{ criterion: '2.1', locator: { paragraph: 2 } }] }, []],
    [
      'one beyond the last',
      { claims: [{ criterion: '2.1', locator: { paragraph: 3 } }] },
      ['claims[0].locator.paragraph'],
    ],
    ['one that may be the file’s', { fileCount: 1, claims: [{ criterion: '2.1', locator: { paragraph: 3 } }] }, []],
    [
      'one of a text in one piece',
      { record: { narrative: 'She listened.' }, claims: [{ criterion: '2.1', locator: { paragraph: 3 } }] },
      [],
    ],
    [
      'a criterion seen beyond the last',
      { record: { narrative: ['She listened.'], seen: [{ paragraphs: [1] }, { paragraphs: [2] }] } },
      ['record.seen[1].paragraphs'],
    ],
  ])('holds places against the paragraphs of the record: %s', (_, over, paths) => {
    const facts = { ...OBSERVATION, record: { narrative: ['She listened.', 'She asked.'] }, ...over };
    if (paths.length === 0) return expect(() => checkSubmission(facts)).not.toThrow();
    const refusal = refusalOf(() => checkSubmission(facts));
    expect([refusal.code, pathsOf(refusal)]).toEqual(['LOCATOR_INVALID', paths]);
  });

  it('wants a locator with at least one claim on a document', () => {
    const claims = LETTER.claims.map(({ criterion }) => ({ criterion, locator: null }));
    const refusal = refusalOf(() => checkSubmission({ ...LETTER, claims }));
    expect(refusal.code).toBe('LOCATOR_MISSING');
    expect(pathsOf(refusal)).toEqual(['claims']);
  });

  it('wants learner-produced evidence declared, and only that', () => {
    const refusal = refusalOf(() => checkSubmission({ ...LETTER, declaration: false }));
    expect(refusal.code).toBe('DECLARATION_REQUIRED');
    expect(pathsOf(refusal)).toEqual(['declaration']);
    expect(() => checkSubmission({ ...OBSERVATION, declaration: false })).not.toThrow();
  });

  it('names everything at once, under the gravest code', () => {
    const refusal = refusalOf(() =>
      checkSubmission({
        ...LETTER,
        title: '',
        setting: null,
        claims: [{ criterion: '2.1', locator: null }],
        declaration: false,
      }),
    );
    expect(refusal.code).toBe('SUBMISSION_INCOMPLETE');
    expect(pathsOf(refusal)).toEqual(['title', 'setting', 'claims', 'declaration']);
  });
});
