import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Person } from './people.js';

export const BYTE_STREAM = 'application/offset+octet-stream';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

export function metadataOf(evidenceId: string, filename: string): string {
  return `evidenceId ${base64(evidenceId)},filename ${base64(filename)}`;
}

/** The bare protocol in one person's name, over a real connection. */
export class TusVisitor {
  constructor(
    private readonly origin: string,
    private readonly person: Pick<Person, 'token'>,
  ) {}

  static of(app: NestFastifyApplication, person: Pick<Person, 'token'>): TusVisitor {
    const { port } = app.getHttpServer().address() as { port: number };
    return new TusVisitor(`http://127.0.0.1:${port}`, person);
  }

  send(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: Buffer | ReadableStream,
  ): Promise<Response> {
    return fetch(`${this.origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.person.token}`, 'tus-resumable': '1.0.0', ...headers },
      ...(body === undefined ? {} : { body, duplex: 'half' as const }),
    });
  }

  begin(evidenceId: string, filename: string, size: number, headers: Record<string, string> = {}): Promise<Response> {
    return this.send('POST', '/api/uploads', {
      'upload-length': String(size),
      'upload-metadata': metadataOf(evidenceId, filename),
      ...headers,
    });
  }

  /** Begins an upload that is let in, and says its address. */
  async begun(evidenceId: string, filename: string, size: number): Promise<string> {
    const answer = await this.begin(evidenceId, filename, size);
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.headers.get('location') ?? '';
  }

  piece(path: string, offset: number, bytes: Buffer | ReadableStream): Promise<Response> {
    return this.send('PATCH', path, { 'upload-offset': String(offset), 'content-type': BYTE_STREAM }, bytes);
  }

  async offset(path: string): Promise<number> {
    return Number((await this.send('HEAD', path)).headers.get('upload-offset'));
  }
}
