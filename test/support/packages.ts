import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { PortfolioPackageView } from '../../src/modules/packages/packages.dto.js';
import type { PortfolioImportView } from '../../src/modules/arrivals/portfolio-imports.dto.js';
import { writeBag } from '../../src/platform/bag/write-bag.js';
import { ZipArchive } from '../../src/platform/bag/zip-archive.js';
import { PASSWORD } from './build-app.js';
import { type Cast, type Person, signIn } from './people.js';

const DEADLINE_MS = 60_000;

/** What lies below `data/` of a package. */
export type Payload = Map<string, Buffer>;

/** Orders a package, however long its signed-off PDF takes, waits for it and fetches the zip. */
export async function packed(by: Person, registrationId: string): Promise<{ id: string; zip: Buffer }> {
  const until = performance.now() + DEADLINE_MS;
  for (;;) {
    const ordered = await by.post(`/api/registrations/${registrationId}/packages`);
    if (ordered.status === 202) {
      const { id } = ordered.body as PortfolioPackageView;
      return { id, zip: await fetched(by, id, until) };
    }
    if (![409, 429].includes(ordered.status) || performance.now() > until) {
      throw new Error(`a package was answered ${ordered.status} ${ordered.text}`);
    }
    await setTimeout(100);
  }
}

/** The zip of a package that was ordered, once it is made. */
export async function fetched(by: Person, id: string, until = performance.now() + DEADLINE_MS): Promise<Buffer> {
  for (;;) {
    const view = (await by.get(`/api/packages/${id}`).expect(200)).body as PortfolioPackageView;
    if (view.status === 'ready') return bytesAt(by, `/api/packages/${id}/file`);
    if (view.status === 'failed' || performance.now() > until) throw new Error(`the package is ${view.status}`);
    await setTimeout(50);
  }
}

export async function bytesAt(by: Person, path: string): Promise<Buffer> {
  const { body } = await by
    .get(path)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    })
    .expect(200);
  return body as Buffer;
}

/** Everything below `data/` of the package in `zip`. */
export async function payloadOf(zip: Buffer): Promise<Payload> {
  const folder = await mkdtemp(join(tmpdir(), 'verifolio-payload-'));
  try {
    const path = join(folder, 'package.zip');
    await writeFile(path, zip);
    const archive = await ZipArchive.open(path);
    const payload: Payload = new Map();
    for (const name of archive.paths) {
      const [, below] = /^[^/]+\/data\/(.+)$/.exec(name) ?? [];
      if (below !== undefined) payload.set(below, await buffer(Readable.from(archive.read(name))));
    }
    archive.close();
    return payload;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A package of these files, whole by its hashes whatever they say. */
export function zipOf(payload: Payload): Promise<Buffer> {
  const parts = [...payload].map(([path, bytes]) => ({
    ...{ path, size: bytes.length, isText: path.endsWith('.json') },
    open: () => Promise.resolve(Readable.from([bytes])),
  }));
  return buffer(
    writeBag({ folder: 'verifolio', day: '2026-11-29', info: [], readme: 'A package.', parts }, () => undefined),
  );
}

/** `zip` with some of its documents changed. */
export async function changed(
  zip: Buffer,
  changes: Readonly<Record<string, (content: never) => unknown>>,
): Promise<Buffer> {
  const payload = await payloadOf(zip);
  for (const [name, change] of Object.entries(changes)) {
    const content = JSON.parse(payload.get(name)?.toString('utf8') ?? 'null') as never;
    payload.set(name, Buffer.from(JSON.stringify(change(content) ?? content)));
  }
  return zipOf(payload);
}

export const documentOf = <Content>(payload: Payload, name: string): Content =>
  JSON.parse(payload.get(name)?.toString('utf8') ?? 'null') as Content;

export const send = (manager: Person, zip: Buffer) => manager.upload('/api/portfolio-imports', zip, 'package.zip');

export async function previewed(manager: Person, zip: Buffer): Promise<PortfolioImportView> {
  const answer = await send(manager, zip);
  if (answer.status !== 201) throw new Error(`an import was answered ${answer.status} ${answer.text}`);
  return answer.body as PortfolioImportView;
}

let people = 0;

/** A learner on Unit 40 at another centre, with staff of its own. */
export async function registeredAt(
  app: NestFastifyApplication,
  manager: Person,
  learnerName: string,
  over: object = {},
): Promise<Omit<Cast, 'trainee'>> {
  const add = async (name: string, role: string): Promise<Person> => {
    people += 1;
    const email = `person${people}@other.test`;
    await manager.post('/api/users', { email, name, roles: [role], password: PASSWORD }).expect(201);
    return signIn(app, email);
  };
  const learner = await add(learnerName, 'learner');
  const assessor = await add('Otis Other', 'assessor');
  const iqa = await add('Ida Other', 'iqa');
  const { body } = await manager
    .post('/api/registrations', {
      ...{ learnerId: learner.id, unit: 'U40', registeredOn: '2026-01-12', assessorId: assessor.id, iqaId: iqa.id },
      ...over,
    })
    .expect(201);
  return { manager, learner, assessor, iqa, registrationId: (body as { id: string }).id };
}
