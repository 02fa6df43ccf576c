import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { readCsv } from '../../src/platform/tables/csv-table.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, claimsOn, draft, PRODUCT, submittedProduct } from '../support/evidence.js';
import { addPerson, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';
import { openVisit } from '../support/visits.js';

describe('tracking sheets', () => {
  let test: TestApp;
  let cast: Cast;
  let folder: string;
  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    folder = await mkdtemp(join(tmpdir(), 'verifolio-sheets-'));
    await cast.manager.patch(`/api/registrations/${cast.registrationId}`, { uln: '1000000000' }).expect(200);
    const product = await submittedProduct(cast, ['2.6', '2.7'], {
      title: '=HYPERLINK("https://bad.test","Wrong doors")',
    });
    await accept(cast, product, ['2.6', '2.7']);
  });
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });

  const bytesOf = async (person: Person, path: string): Promise<Buffer> => {
    const answer = await person
      .get(`/api/registrations/${cast.registrationId}/${path}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200);
    return answer.body as Buffer;
  };
  const csvOf = async (person: Person, sheet: string): Promise<string[][]> => {
    const path = join(folder, `${sheet}.csv`);
    await writeFile(path, await bytesOf(person, `tracking-sheets/${sheet}`));
    const rows: string[][] = [];
    for await (const { cells } of readCsv(path)) {
      rows.push(cells.map((cell) => (cell?.kind === 'text' ? cell.text : cell === null ? '' : JSON.stringify(cell))));
    }
    return rows;
  };

  it('list the evidence with its place, and compute none of its words', async () => {
    const [headings, first] = await csvOf(cast.learner, 'evidence-index');
    expect(headings?.slice(0, 3)).toEqual(['Ref', 'Title', 'Method']);
    expect(first?.slice(0, 4)).toEqual([
      'E001',
      '\'=HYPERLINK("https://bad.test","Wrong doors")',
      'Work product',
      'WP',
    ]);
  });

  it('cross criteria with evidence, one line for each of the seventeen', async () => {
    const [headings, ...rows] = await csvOf(cast.assessor, 'matrix');
    expect(headings).toEqual(['AC', 'Criterion', 'Judgement', 'E001']);
    expect(rows).toHaveLength(17);
    const crossing = Object.fromEntries(rows.map(([code = '', , , cell]) => [code, cell]));
    expect(crossing['2.6']).toMatch(/§1: (Counts|Supports)/);
    expect(crossing['1.1']).toBe('');
  });

  it('say of a criterion without evidence that there is none', async () => {
    const rows = await csvOf(cast.iqa, 'claims');
    const lines = (code: string) => rows.filter(([first]) => first === code).map((row) => [row[3], row[8]]);
    expect(lines('1.1')).toEqual([['', 'No evidence is claimed']]);
    expect(lines('2.7')).toEqual([['E001', expect.stringMatching(/Counts|Supports/)]]);
  });

  it('come together as a workbook that says whose it is, without the learner’s number', async () => {
    const workbook = new ExcelJS.Workbook();
    // ExcelJS declares a Buffer of its own that differs from Node's only by name.
    await workbook.xlsx.load((await bytesOf(cast.manager, 'tracking-workbook')) as never);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      'Evidence index',
      'Tracking matrix',
      'Claims',
      'About',
    ]);
    const words = JSON.stringify(workbook.worksheets.map((sheet) => sheet.getSheetValues()));
    expect(words).toContain('Maya');
    expect(words).not.toContain('1000000000');
  });

  it('show an external verifier what was handed in and no draft', async () => {
    const { id } = await draft(cast.learner, { ...PRODUCT, title: 'Still being written' });
    await cast.learner.put(`/api/evidence/${id}/claims`, claimsOn(cast.registrationId, ['2.6'])).expect(200);
    const eqa = await addPerson(cast.manager, test.app, 'Vera Visitor', ['eqa']);
    await openVisit(cast.manager, eqa, [cast.registrationId]);
    const refs = async (person: Person) => (await csvOf(person, 'evidence-index')).slice(1).map(([ref]) => ref);
    expect(await refs(cast.assessor)).toEqual(['E001', 'E002']);
    expect(await refs(eqa)).toEqual(['E001']);
  });

  it('are there for whoever may see the portfolio and nobody else', async () => {
    const stranger = await addPerson(cast.manager, test.app, 'Sam Stranger', ['assessor']);
    const path = `/api/registrations/${cast.registrationId}`;
    expectProblem(await stranger.get(`${path}/tracking-workbook`), 404, 'NOT_FOUND');
    expectProblem(await cast.learner.get(`${path}/tracking-sheets/everything`), 404, 'NOT_FOUND');
  });
});
