import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp, type TestApp } from '../support/build-app.js';
import { draft, evidenceNow, PRODUCT } from '../support/evidence.js';
import { type Cast, castOf } from '../support/people.js';
import { rawUpload } from '../support/raw-upload.js';
import { TusVisitor } from '../support/tus.js';
import { UPLOAD_CORPUS } from './upload-corpus.js';

const STATUS: Readonly<Record<string, number>> = {
  FILE_TYPE_REFUSED: 415,
  FILE_CONTENT_MISMATCH: 415,
  FILE_EMPTY: 422,
};

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('sixty files with their answers (S12)', () => {
  let test: TestApp;
  let cast: Cast;
  let inOnePiece: string;
  let inPieces: string;

  beforeAll(async () => {
    test = await buildApp();
    cast = await castOf(test.app);
    inOnePiece = (await draft(cast.learner, PRODUCT)).id;
    inPieces = (await draft(cast.learner, PRODUCT)).id;
  });
  afterAll(() => test.close());

  it('are sixty', () => {
    expect(UPLOAD_CORPUS).toHaveLength(60);
  });

  const cases = UPLOAD_CORPUS.map((file) => [`${file.what} (${JSON.stringify(file.name)})`, file] as const);

  it.each(cases)('%s', async (_, { name, content, expected }) => {
    const bytes = await content();
    const path = `/api/evidence/${inOnePiece}/files`;
    const before = (await evidenceNow(cast.learner, inOnePiece)).files.length;
    const { status, body } = await rawUpload(test.app, cast.learner, path, { name, content: bytes });
    if (expected in STATUS) {
      expect([status, body.code]).toEqual([STATUS[expected], expected]);
      expect((await evidenceNow(cast.learner, inOnePiece)).files).toHaveLength(before);
      return;
    }
    expect([status, body.mediaType, body.sha256]).toEqual([201, expected, sha256(bytes)]);

    // S16, on every type there is.
    const download = await fetch(`${await test.app.getUrl()}${path}/${String(body.id)}`, {
      headers: { authorization: `Bearer ${cast.learner.token}` },
    });
    expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(download.headers)).toMatchObject({
      'content-type': expect.stringContaining(expected),
      'content-disposition': expect.stringMatching(/^attachment; filename="[^"\\/\r\n]+"/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    });
  });

  it.each(cases)('in pieces: %s', async (_, { name, content, expected }) => {
    const bytes = await content();
    const visitor = TusVisitor.of(test.app, cast.learner);
    const begun = await visitor.begin(inPieces, name, bytes.length);
    const path = begun.headers.get('location') ?? '';
    // What an announcement says already is answered before the first byte.
    if (bytes.length === 0 || expected === 'FILE_TYPE_REFUSED') {
      expect(await begun.json()).toMatchObject({ code: expected });
      return;
    }
    expect(begun.status).toBe(201);
    const answer = await visitor.piece(path, 0, bytes);
    if (expected in STATUS) {
      expect(answer.status).toBe(STATUS[expected]);
      expect(await answer.json()).toMatchObject({ code: expected });
      return;
    }
    expect(answer.status).toBe(204);
    const fileId = answer.headers.get('evidence-file-id');
    const { files } = await evidenceNow(cast.learner, inPieces);
    expect(files.find(({ id }) => id === fileId)).toMatchObject({ mediaType: expected, sha256: sha256(bytes) });
  });

  it('leave nothing on the disk but what was taken', async () => {
    const entries = await readdir(join(test.env.dataDir, 'files'), { recursive: true, withFileTypes: true });
    const stored = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    const items = await Promise.all([inOnePiece, inPieces].map((id) => evidenceNow(cast.learner, id)));
    const named = new Set(items.flatMap(({ files }) => files.map((file) => file.sha256)));
    expect(stored.sort()).toEqual([...named].sort());
  });
});
