import { setTimeout as wait } from 'node:timers/promises';
import type { FileTextView } from '../../src/modules/evidence/evidence-contents.dto.js';
import type { EvidenceFileView } from '../../src/modules/evidence/evidence-file-view.dto.js';
import type { Person } from './people.js';

const PATIENCE_MS = 30_000;

/** Attaches a file and says what it has become. */
export async function attach(author: Person, evidenceId: string, content: Buffer | string, name: string) {
  const { body } = await author.upload(`/api/evidence/${evidenceId}/files`, Buffer.from(content), name).expect(201);
  return body as EvidenceFileView;
}

/** The text of a file, once the job has read it or given up. */
export async function textOf(person: Person, evidenceId: string, fileId: string, query = ''): Promise<FileTextView> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { body } = await person.get(`/api/evidence/${evidenceId}/files/${fileId}/text${query}`).expect(200);
    const text = body as FileTextView;
    if (text.state !== 'waiting') return text;
    if (Date.now() > deadline) throw new Error('the file is still waiting to be read');
    await wait(25);
  }
}
