import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import supertest from 'supertest';
import { SESSION_COOKIE } from '../../src/platform/http/access.js';
import { buildApp, PASSWORD, type TestApp } from '../support/build-app.js';
import { draft, PRODUCT } from '../support/evidence.js';
import { type Cast, castOf } from '../support/people.js';

jest.setTimeout(120_000);

/** How long a script that got in is given to show itself. */
const SHOW_MS = 400;

/** Runs in the browser: takes an address into the page in every way in which content can become part of one. */
const TAKE_IN = `(address) => {
  const ways = { iframe: 'src', object: 'data', embed: 'src', script: 'src', img: 'src', link: 'href' };
  for (const [tag, attribute] of Object.entries(ways)) {
    const element = document.createElement(tag);
    if (tag === 'link') element.setAttribute('rel', 'stylesheet');
    element.setAttribute(attribute, address);
    document.body.append(element);
  }
}`;

const executablePath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
  .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
if (!executablePath) console.warn('Chromium is not on this machine: hostile files are not opened in it.');

(executablePath ? describe : describe.skip)('ten hostile files in a real browser (S16)', () => {
  let test: TestApp;
  let cast: Cast;
  let browser: Browser;
  let context: BrowserContext;
  let beacon: Server;
  let beaconUrl: string;
  let origin: string;
  /** Which scripts have run, by the name they call themselves. */
  const ran: string[] = [];

  beforeAll(async () => {
    test = await buildApp();
    cast = await castOf(test.app);
    const { port } = test.app.getHttpServer().address() as AddressInfo;
    origin = `http://127.0.0.1:${port}`;
    beacon = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://beacon');
      if (pathname === '/ran') ran.push(searchParams.get('by') ?? '?');
      if (pathname === '/control') response.setHeader('content-type', 'text/html');
      response.end(pathname === '/control' ? page('control') : '');
    });
    beacon.listen(0, '127.0.0.1');
    await once(beacon, 'listening');
    beaconUrl = `http://127.0.0.1:${(beacon.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    context = await browser.newContext({ acceptDownloads: true });
    const session = await supertest(test.app.getHttpServer())
      .post('/api/sessions')
      .send({ email: cast.learner.email, password: PASSWORD });
    const [, value = ''] = new RegExp(`${SESSION_COOKIE}=([^;]+)`).exec(session.get('Set-Cookie')?.[0] ?? '') ?? [];
    await context.addCookies([{ name: SESSION_COOKIE, value, url: origin, sameSite: 'Strict', httpOnly: true }]);
  });
  afterAll(async () => {
    await browser.close();
    beacon.close();
    beacon.closeAllConnections();
    await test.close();
  });

  /** Shows itself from wherever it runs: as a page, a script, or a picture. */
  const shout = (by: string): string =>
    `new Image().src='${beaconUrl}/ran?by=${by}';document.title='ran';alert('${by}')`;
  const page = (by: string): string => `<!DOCTYPE html><html><body><script>${shout(by)}</script></body></html>`;
  const svg = (by: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" onload="${shout(by)}"><script>${shout(by)}</script></svg>`;
  const square = sharp({ create: { width: 16, height: 16, channels: 3, background: 'teal' } });

  async function hostileFiles(): Promise<[name: string, content: Buffer][]> {
    const jpeg = await square.clone().jpeg().toBuffer();
    const png = await square.clone().png().toBuffer();
    const pdf =
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\("${beaconUrl}/ran?by=pdf"\\))>>>>endobj\n` +
      '2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n\xff';
    return [
      ['page.html', Buffer.from(page('html'))],
      ['handler.htm', Buffer.from(`<body onload="${shout('htm')}"><svg onload="${shout('htm-svg')}">`)],
      ['page-called-text.txt', Buffer.from(page('txt'))],
      ['script.txt', Buffer.from(shout('script'))],
      ['svg-called-text.txt', Buffer.from(svg('svg'))],
      [
        'xml.md',
        Buffer.from(
          `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>${shout('xml')}</script></html>`,
        ),
      ],
      ['mail.eml', Buffer.from(`From: a@b.test\r\nTo: c@d.test\r\nContent-Type: text/html\r\n\r\n${page('eml')}`)],
      ['two.jpg', Buffer.concat([jpeg, Buffer.from(page('jpg'))])],
      ['two.png', Buffer.concat([png, Buffer.from(page('png'))])],
      ['opens.pdf', Buffer.from(pdf, 'latin1')],
    ];
  }

  async function uploaded(): Promise<{ name: string; path: string }[]> {
    const { id } = await draft(cast.learner, PRODUCT);
    const files: { name: string; path: string }[] = [];
    for (const [name, content] of await hostileFiles()) {
      const { body } = await cast.learner.upload(`/api/evidence/${id}/files`, content, name).expect(201);
      files.push({ name, path: `/api/evidence/${id}/files/${(body as { id: string }).id}` });
    }
    return files;
  }

  async function newPage(): Promise<Page> {
    const page = await context.newPage();
    page.on('dialog', (dialog) => {
      ran.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    return page;
  }

  it('would show what they do, if they could: the control does', async () => {
    const page = await newPage();
    await page.goto(`${beaconUrl}/control`);
    await wait(SHOW_MS);
    expect(ran).toEqual(expect.arrayContaining(['control', 'dialog control']));
    await page.close();
  });

  it('are saved under their names when they are opened, and none of them runs', async () => {
    const files = await uploaded();
    expect(files).toHaveLength(10);
    ran.length = 0;
    for (const { name, path } of files) {
      const page = await newPage();
      const saving = page.waitForEvent('download', { timeout: 10_000 });
      // Playwright calls a navigation that ends as a download an error.
      await page.goto(`${origin}${path}`).catch(() => undefined);
      const download = await saving;
      expect(download.suggestedFilename()).toBe(name);
      await download.cancel();
      await wait(SHOW_MS);
      expect(await page.title()).not.toBe('ran');
      await page.close();
    }
    expect(ran).toEqual([]);
  });

  it('do not run either when a page of our own takes them in as frame, object, script, style or picture', async () => {
    const files = await uploaded();
    ran.length = 0;
    const page = await newPage();
    await page.goto(`${origin}/api/docs`);
    const loaded: string[] = [];
    page.on('response', (response) => loaded.push(new URL(response.url()).pathname));
    for (const { path } of files) {
      await page.evaluate(`(${TAKE_IN})(${JSON.stringify(path)})`);
      await wait(SHOW_MS);
    }
    expect(files.filter(({ path }) => !loaded.includes(path))).toEqual([]);
    expect(ran).toEqual([]);
    expect(await page.title()).not.toBe('ran');
    await page.close();
  });
});
