import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import type { ComplaintCasePage } from '../../src/modules/complaints/case-view.dto.js';
import type { ImportView } from '../../src/modules/complaints/import.dto.js';
import { LOG_COLUMNS } from '../../src/modules/complaints/log-columns.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { caseNow, record } from '../support/complaints.js';
import { draft, PRODUCT } from '../support/evidence.js';
import { anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';

const IMPORTS = '/api/complaint-cases/imports';
const HEADINGS = ['Customer', 'Customer type', 'Received', 'Channel', 'Complaint', 'Special category data'];
/** One row with the least that a case must say. */
const ROW = ['Customer A', 'external', '2026-03-02', 'email', 'Doors in the wrong colour', 'none'];

const csv = (...rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'));
/** A log of these columns beside the needed ones, one row for each array of their cells. */
const logWith = (headings: readonly string[], ...rows: readonly (readonly string[])[]): Buffer =>
  csv([...HEADINGS, ...headings], ...rows.map((row) => [...ROW, ...row]));

describe('the import of a complaint log', () => {
  let test: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  const learnerNamed = async (name: string) => (await anotherLearner(test.app, cast, name)).learner;
  const send = (person: Person, content: Buffer, query = '', name = 'log.csv') =>
    person.upload(`${IMPORTS}${query}`, content, name);
  const dryRun = async (content: Buffer, name = 'log.csv') =>
    (await send(cast.learner, content, '?dryRun=true', name).expect(200)).body as ImportView;
  const problemsIn = async (content: Buffer) =>
    (await dryRun(content)).problems.map(({ row, column, message }) => `${row} ${column}: ${message}`);
  const casesOf = async (person: Person) =>
    ((await person.get(`/api/complaint-cases?learnerId=${person.id}&limit=200`).expect(200)).body as ComplaintCasePage)
      .items;

  it('makes a case of each row, with all that the row says', async () => {
    const learner = await learnerNamed('Ida Import');
    const filled: Readonly<Record<string, string>> = {
      ...Object.fromEntries(HEADINGS.map((heading, index) => [heading, ROW[index] ?? ''])),
      ...{ Case: 'C-007', Category: 'Product', Issue: 'Wrong Colour', 'Received by': 'Showroom desk' },
      ...{ 'Verifiable at': 'Showroom manager', Stage: 'Referred', 'Referred from': 'Call centre' },
      ...{ 'Referred on': '03/03/2026', 'Referral reason': 'Second call', 'Referral notes': 'Promised doors twice' },
      ...{ Acknowledged: '2/3/2026 9:05', 'Owned by learner': 'Yes', 'Owned from': '2026-03-02' },
      ...{ 'Owned to': '2026-03-09', 'Ownership notes': 'To the end', Cause: 'Wrong batch', 'Root cause': 'One label' },
      ...{ 'Root cause established by': 'Walked the pick', 'Root cause recorded': '46085' },
      ...{ 'Implications for customer': 'Unfinished', 'Implications for organisation': 'Second delivery' },
      ...{ Solution: 'New doors', 'How agreed': 'By e-mail', 'Solution agreed': '2026-03-05 14:30' },
      ...{ 'Kind of remedy': 'replacement', 'Value in pounds': '£1,180.5', 'Authority limit in pounds': '2000' },
      ...{ 'Within authority': 'TRUE', 'Authorised by': 'Branch manager', 'Escalated to': 'Region' },
      ...{ 'Escalated on': '2026-03-04', 'Escalation reason': 'Limit', 'Handover note': 'Whole record' },
      ...{
        'Customer told': 'Who would ring',
        'Policies applied': 'Complaints v3; Refunds v2',
        'Laws applied': 'CRA 2015',
      },
      ...{ 'Ethical points': 'Said plainly whose fault', 'Acknowledge by': '2026-03-03', 'Resolve by': '2026-03-13' },
      ...{ 'Update every days': '4', Outcome: 'resolved', 'Outcome date': '2026-03-09', Remedy: 'Doors replaced' },
      ...{ 'Follow-up': 'Rang: content', 'Customer feedback': 'Thanked', Recorded: '2026-03-02T11:10:00Z' },
      ...{ 'Recorded in': 'CRM', 'Lessons learned': 'Compare the batch' },
    };
    expect(Object.keys(filled).sort()).toEqual(LOG_COLUMNS.map(({ header }) => header).sort());

    const answer = await send(learner, csv(Object.keys(filled), Object.values(filled))).expect(201);
    const { cases, problems, sha256 } = answer.body as ImportView;
    expect(problems).toEqual([]);
    expect(await caseNow(learner, cases[0]?.id ?? '')).toMatchObject({
      ...{
        caseRef: 'C-007',
        status: 'closed',
        customerLabel: 'Customer A',
        category: 'Product',
        issueKey: 'wrong-colour',
      },
      ...{ receivedAt: '2026-03-02', receivedBy: 'Showroom desk', verifiableAt: 'Showroom manager', stage: 'referred' },
      referral: { from: 'Call centre', at: '2026-03-03', reason: 'Second call', notes: 'Promised doors twice' },
      ...{
        acknowledgedAt: '2026-03-02T09:05:00.000Z',
        ownerIsLearner: true,
        ownedFrom: '2026-03-02',
        ownedTo: '2026-03-09',
      },
      ...{ ownershipNotes: 'To the end', cause: 'Wrong batch', customerImplications: 'Unfinished' },
      rootCause: { text: 'One label', establishedBy: 'Walked the pick', recordedAt: '2026-03-04' },
      solution: {
        ...{ agreed: 'New doors', howAgreed: 'By e-mail', agreedAt: '2026-03-05T14:30:00.000Z' },
        ...{ remedy: 'replacement', valuePence: 118_050 },
      },
      ...{
        authorityLimit: { maxPence: 200_000, remedies: null },
        withinAuthority: true,
        authorisedBy: 'Branch manager',
      },
      escalation: {
        ...{ to: 'Region', at: '2026-03-04', reason: 'Limit', handoverNote: 'Whole record' },
        customerTold: 'Who would ring',
      },
      ...{
        policiesApplied: ['Complaints v3', 'Refunds v2'],
        lawApplied: ['CRA 2015'],
        organisationImplications: 'Second delivery',
      },
      targets: { acknowledgeBy: '2026-03-03', resolveBy: '2026-03-13', updateEveryDays: 4 },
      outcome: {
        ...{ result: 'resolved', at: '2026-03-09', remedy: 'Doors replaced', followUp: 'Rang: content' },
        customerFeedback: 'Thanked',
      },
      ...{ recordedAt: '2026-03-02T11:10:00.000Z', recordedIn: 'CRM', lessonsLearned: 'Compare the batch' },
      ...{ ethicalPoints: 'Said plainly whose fault', importSha256: sha256 },
    });
  });

  it('makes nothing in a dry run, and then exactly what the dry run said', async () => {
    const learner = await learnerNamed('Dora Dry');
    const log = logWith(
      ['Case', 'Outcome', 'Outcome date', 'Notes'],
      ['', '', '', 'x'],
      ['C-001', 'unresolved', '2026-03-09', ''],
    );
    const tried = (await send(learner, log, '?dryRun=true').expect(200)).body as ImportView;
    expect(tried).toMatchObject({
      ...{ isDryRun: true, rows: 2, problems: [], ignoredColumns: ['Notes'] },
      cases: [
        { row: 2, id: null, caseRef: 'C-002', status: 'received' },
        { row: 3, id: null, caseRef: 'C-001', status: 'unresolved_closed' },
      ],
    });
    expect(await casesOf(learner)).toEqual([]);
    const done = (await send(learner, log).expect(201)).body as ImportView;
    expect(done.cases.map(({ row, caseRef, status }) => [row, caseRef, status])).toEqual(
      tried.cases.map(({ row, caseRef, status }) => [row, caseRef, status]),
    );
    expect((await casesOf(learner)).map(({ caseRef }) => caseRef).sort()).toEqual(['C-001', 'C-002']);
  });

  it('makes nothing at all when one row is wrong, and says which', async () => {
    const learner = await learnerNamed('Alma Allornothing');
    const wrong = ['Mrs Smith', ...ROW.slice(1)];
    const answer = await send(learner, csv(HEADINGS, ROW, wrong, ROW));
    const problem = expectProblem(answer, 422, 'IMPORT_REFUSED');
    expect(problem.errors).toEqual([{ path: 'row 3, Customer', message: 'must be a pseudonym such as Customer A' }]);
    expect(await casesOf(learner)).toEqual([]);
  });

  it('lists every problem of every row', async () => {
    const rows = [
      ['Mrs Smith', 'both', '2026-02-30', 'fax', '', ''],
      ['Customer A', 'External', '02/13/2026', 'Face-to-face', '=A1', 'In situ'],
    ];
    expect(await problemsIn(csv(HEADINGS, ...rows))).toEqual([
      '2 Received: must be a date such as 2026-03-02, 02/03/2026 or 02/03/2026 14:05 (day first)',
      '2 Complaint: is needed',
      '2 Special category data: is needed',
      '2 Customer: must be a pseudonym such as Customer A',
      '2 Customer type: must be one of the following values: internal, external',
      '2 Channel: must be one of the following values: face_to_face, telephone, email, chat, social, letter',
      '3 Received: must be a date such as 2026-03-02, 02/03/2026 or 02/03/2026 14:05 (day first)',
      '3 Complaint: holds a formula; put its value there (copy, then paste values)',
    ]);
  });

  it.each([
    ['Owned by learner', 'perhaps', 'must be yes or no'],
    ['Value in pounds', '12.345', 'must be an amount such as 25 or 25.50'],
    ['Value in pounds', '1,18', 'must be an amount such as 25 or 25.50'],
    ['Update every days', '1.5', 'must be a whole number of days'],
    ['Update every days', '400', 'must not be greater than 365'],
    ['Case', 'CRM-4711', 'must be a pseudonym such as C-001'],
    ['Acknowledged', '2026-03-01', 'Must not be before the complaint came.'],
    ['Issue', '!!', 'must name a theme, such as “late delivery”'],
  ])('sees that %s cannot be “%s”', async (column, cell, message) => {
    expect(await problemsIn(logWith([column], [cell]))).toContain(`2 ${column}: ${message}`);
  });

  it('asks for the rest of a part of which something is said', async () => {
    expect(await problemsIn(logWith(['Solution'], ['New doors']))).toEqual([
      expect.stringMatching(/^2 Solution agreed: must be a day/),
      expect.stringMatching(/^2 Kind of remedy: must be one of/),
    ]);
    expect(await problemsIn(logWith(['Outcome', 'Outcome date'], ['escalated', '2026-03-09']))).toEqual([
      '2 Escalated to: Say to whom it was handed over, when and why.',
    ]);
  });

  it('says that a cell has no heading, as happens when a separator is not quoted', async () => {
    expect(await problemsIn(Buffer.from(`${HEADINGS.join(',')}\n${ROW.join(',')},and more\n`))).toEqual([
      '2 null: has a cell without a heading; if a text contains the separator, put it in quotation marks',
    ]);
  });

  it('gives no number that is taken, spoken of in evidence or used in the log', async () => {
    const learner = await learnerNamed('Nelly Numbers');
    await record(learner, { caseRef: 'C-002' });
    await draft(learner, { ...PRODUCT, caseRefs: ['C-003'] });
    const free = await send(learner, logWith(['Case'], [''], ['C-001'], [''])).expect(201);
    expect((free.body as ImportView).cases.map(({ caseRef }) => caseRef).sort()).toEqual(['C-001', 'C-004', 'C-005']);

    const taken = await send(learner, logWith(['Case'], ['C-002'], ['C-008'], ['C-008']));
    expect(expectProblem(taken, 422, 'IMPORT_REFUSED').errors).toEqual([
      { path: 'row 2, Case', message: 'is the label of a case that exists already' },
      { path: 'row 4, Case', message: 'stands in the log twice' },
    ]);
  });

  it('takes effect once under one Idempotency-Key, and under another finds its labels taken', async () => {
    const learner = await learnerNamed('Ina Idem');
    const once = () => send(learner, logWith(['Case'], ['C-001'])).set('idempotency-key', 'log-of-march');
    const [first, second] = [await once(), await once()];
    expect(second.body).toEqual(first.body);
    expectProblem(await send(learner, logWith(['Case'], ['C-001'])), 422, 'IMPORT_REFUSED');
    expect(await casesOf(learner)).toHaveLength(1);
  });

  it('reads a workbook: dates, numbers and truth as the program keeps them', async () => {
    const learner = await learnerNamed('Xenia Excel');
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Complaints 2026');
    sheet.addRow([
      ...HEADINGS,
      'Acknowledged',
      'Value in pounds',
      'Solution',
      'Solution agreed',
      'Kind of remedy',
      'Owned by learner',
      'Recorded in',
    ]);
    sheet.addRow([
      'Customer A',
      'External',
      new Date('2026-03-02'),
      'E-mail',
      'Größe – “falsch”',
      'None',
      new Date('2026-03-02T09:05:00Z'),
      12.1,
      'Refund',
      46_086,
      'Refund',
      true,
    ]);
    // Excel takes a text that looks like a date for one; what was seen is kept.
    sheet.getCell('M2').value = new Date('2026-03-09');
    sheet.addRow([]);
    sheet.addRow(['Customer B', 'internal', 46_083, 'Face to face', 17, 'Removed']);
    const content = Buffer.from(await book.xlsx.writeBuffer());
    const { problems } = (await send(learner, content, '?dryRun=true', 'log.xlsx').expect(200)).body as ImportView;
    expect(problems).toEqual([
      {
        row: 2,
        column: 'Channel',
        message: 'must be one of the following values: face_to_face, telephone, email, chat, social, letter',
      },
    ]);

    sheet.getCell('D2').value = 'Email';
    const mended = Buffer.from(await book.xlsx.writeBuffer());
    const made = (await send(learner, mended, '', 'log.xlsx').expect(201)).body as ImportView;
    expect(made.cases.map(({ row, status }) => [row, status])).toEqual([
      [2, 'agreed'],
      [4, 'received'],
    ]);
    expect(await caseNow(learner, made.cases[0]?.id ?? '')).toMatchObject({
      ...{ receivedAt: '2026-03-02', nature: 'Größe – “falsch”', acknowledgedAt: '2026-03-02T09:05:00.000Z' },
      solution: { agreed: 'Refund', agreedAt: '2026-03-05', valuePence: 1_210 },
      ownerIsLearner: true,
      recordedIn: '2026-03-09',
    });
    expect(await caseNow(learner, made.cases[1]?.id ?? '')).toMatchObject({ receivedAt: '2026-03-02', nature: '17' });
  });

  it('names the formula in a workbook, which is computed by nobody', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Log');
    sheet.addRow(HEADINGS);
    sheet.addRow(ROW);
    sheet.getCell('E2').value = { formula: '"Doors"&" wrong"', result: 'Doors wrong' };
    sheet.getCell('D2').value = { error: '#REF!' };
    const { problems } = await dryRun(Buffer.from(await book.xlsx.writeBuffer()), 'log.xlsx');
    expect(problems.map(({ column, message }) => `${column}: ${message}`)).toEqual([
      'Channel: holds the error #REF!',
      'Complaint: holds a formula; put its value there (copy, then paste values)',
    ]);
  });

  it.each([
    ['an empty log', csv(['', '']), 'log.csv', 422, /^The file is empty. The first row must name the columns/],
    ['headings alone', csv(HEADINGS), 'log.csv', 422, /no rows below its headings/],
    [
      'a missing column',
      csv(HEADINGS.slice(1), ROW.slice(1)),
      'log.csv',
      422,
      /no column “Customer”. .* Needed: Customer, /,
    ],
    ['a column twice', csv([...HEADINGS, 'CUSTOMER'], ROW), 'log.csv', 422, /Two columns are called “Customer”/],
    ['5,001 rows', csv(HEADINGS, ...Array.from({ length: 5_001 }, () => ROW)), 'log.csv', 422, /at most 5000 rows/],
    ['an open quotation mark', Buffer.from(`${HEADINGS.join(';')}\n"never`), 'log.csv', 422, /^Row 2 cannot be read/],
    ['another kind of file', Buffer.from('words'), 'log.txt', 415, /from a .csv or an .xlsx file/],
    ['a workbook that is none', Buffer.from('words'), 'log.xlsx', 415, /the content is text/],
    ['an empty file', Buffer.alloc(0), 'log.csv', 422, /empty/],
    ['more than 5 MB', Buffer.alloc(5 * 1024 ** 2 + 1, 'x'), 'log.csv', 413, /./],
  ])('is refused as a whole with %s', async (_, content, name, status, detail) => {
    const answer = await send(cast.learner, content, '', name);
    expect(expectProblem(answer, status).detail).toMatch(detail);
    expect(await casesOf(cast.learner)).toEqual([]);
  });

  it('is for learner and assessor, and for nobody else', async () => {
    const { learner, assessor, iqa, manager } = await anotherLearner(test.app, cast, 'Petra Permission');
    const query = `?learnerId=${learner.id}`;
    await send(assessor, csv(HEADINGS, ROW), query).expect(201);
    expectProblem(await send(iqa, csv(HEADINGS, ROW), query), 403, 'NOT_ALLOWED');
    expectProblem(await send(manager, csv(HEADINGS, ROW), query), 403, 'NOT_ALLOWED');
    expectProblem(await send(cast.learner, csv(HEADINGS, ROW), query), 404, 'NOT_FOUND');
    expect(await casesOf(learner)).toHaveLength(1);
  });

  it('takes a log of 5,000 rows and keeps answering others meanwhile', async () => {
    const learner = await learnerNamed('Gesa Great');
    const rows = Array.from({ length: 5_000 }, (_, index) => [`Customer ${index + 1}`, ...ROW.slice(1)]);
    let longestMs = 0;
    let isDone = false;
    const others = (async () => {
      while (!isDone) {
        const start = performance.now();
        await cast.manager.get('/livez').expect(200);
        longestMs = Math.max(longestMs, performance.now() - start);
      }
    })();
    const answer = await send(learner, csv(HEADINGS, ...rows)).expect(201);
    isDone = true;
    await others;
    const { cases } = answer.body as ImportView;
    expect(new Set(cases.map(({ caseRef }) => caseRef)).size).toBe(5_000);
    expect(cases.at(-1)?.caseRef).toBe('C-5000');
    expect(longestMs).toBeLessThan(2_000);
  });
});
