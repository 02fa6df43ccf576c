import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from './person.js';
import type { Narrate } from './portfolio-story.js';

const ON_ITS_WAY_MS = 300;

const TUS = { 'tus-resumable': '1.0.0' };

const base64 = (words: string): string => Buffer.from(words, 'utf8').toString('base64');

/**
 * Sends a file as a telephone on a bad connection would: the connection breaks half-way, and the upload goes on from where
 * the server says that it has come to (tus 1.0).
 * @returns id of the file it has become
 */
export async function uploadWithABreak(
  origin: string,
  person: Person,
  evidenceId: string,
  file: { readonly name: string; readonly content: Buffer },
  narrate: Narrate,
): Promise<string> {
  const { name, content } = file;
  const begun = await person.take({
    method: 'POST',
    path: '/api/uploads',
    expected: 201,
    headers: {
      ...TUS,
      'upload-length': String(content.length),
      'upload-metadata': `evidenceId ${base64(evidenceId)},filename ${base64(name)}`,
    },
  });
  const path = begun.headers.get('location') ?? '';
  const half = content.subarray(0, Math.floor(content.length / 2));
  await breakOffAfter(half, content.length, new URL(path, origin), person.authorization);
  const arrived = await arrivedOf(person, path);
  narrate(`The connection breaks; the server holds ${arrived} of ${content.length} bytes.`);
  const last = await person.take({
    method: 'PATCH',
    path,
    expected: 204,
    headers: { ...TUS, 'upload-offset': String(arrived), 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(content.subarray(arrived)),
  });
  narrate('The upload goes on from there and is complete.');
  return last.headers.get('evidence-file-id') ?? '';
}

async function arrivedOf(person: Person, path: string): Promise<number> {
  const { headers } = await person.take({ method: 'HEAD', path, expected: 200, headers: TUS });
  return Number(headers.get('upload-offset'));
}

/** Announces all of it, sends a part and hangs up: `fetch` cannot do that. */
async function breakOffAfter(part: Buffer, announced: number, address: URL, authorization: string): Promise<void> {
  const headers = {
    ...{ ...TUS, authorization, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    'content-length': String(announced),
  };
  const patch = request(address, { method: 'PATCH', headers });
  const hungUp = new Promise<void>((resolve, reject) => {
    patch.on('error', () => resolve());
    patch.on('response', (response) => {
      void text(response).then((answer) => reject(new Error(`Half a piece was answered: ${answer}`)));
    });
  });
  await new Promise((resolve) => patch.write(part, resolve));
  // What is still on its way when a line dies is lost with it, and was never acknowledged.
  await pause(ON_ITS_WAY_MS);
  patch.destroy(new Error('the line is dead'));
  await hungUp;
}
