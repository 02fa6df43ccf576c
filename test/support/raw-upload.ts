import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Person } from './people.js';

export interface RawAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Sends a file under a name that no well-behaved client would put on the wire, byte for byte. */
export async function rawUpload(
  app: NestFastifyApplication,
  person: Person,
  path: string,
  { name, content }: { name: string; content: Buffer },
): Promise<RawAnswer> {
  // As browsers write it (WHATWG): three characters are escaped, everything else goes as it is.
  const escaped = name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const head = `--b\r\ncontent-disposition: form-data; name="file"; filename="${escaped}"\r\n\r\n`;
  const answer = await app
    .getHttpAdapter()
    .getInstance()
    .inject({
      method: 'POST',
      url: path,
      headers: { authorization: `Bearer ${person.token}`, 'content-type': 'multipart/form-data; boundary=b' },
      payload: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--b--\r\n')]),
    });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}
