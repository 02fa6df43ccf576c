import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, deflateSync, crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { decideMediaType } from '../../src/platform/files/media-type.js';
import { sampleFile } from '../support/evidence.js';
import { contentTypes, mainPart, zip, type ZipPart } from './sample-bytes.js';

const MIB = 1024 ** 2;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verifolio-bombs-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function decide(name: string, content: Buffer) {
  const path = join(folder, name);
  await writeFile(path, content);
  return decideMediaType(name, { path, size: content.length, head: content.subarray(0, 64 * 1024) });
}

/** Decides and says how long it took, in milliseconds, and how much memory came with it, in bytes. */
async function measured(name: string, content: Buffer) {
  const before = process.memoryUsage.rss();
  const startedAt = performance.now();
  const refusal: unknown = await decide(name, content).catch((error: unknown) => error);
  return { refusal, milliseconds: performance.now() - startedAt, growth: process.memoryUsage.rss() - before };
}

const document = (...parts: ZipPart[]): Buffer => zip([contentTypes('docx'), mainPart, ...parts]);
const zeros = (bytes: number): Buffer => Buffer.alloc(bytes);
const part = (over: Partial<ZipPart>): ZipPart => ({ name: 'word/media/image1.bin', content: 'x', ...over });

describe('An Office file is refused (S13) when', () => {
  const packedBomb = deflateRawSync(zeros(300 * MIB), { level: 9 });
  const hostile: [string, () => Buffer, RegExp][] = [
    [
      'it unpacks to 300 MiB',
      () => document(part({ content: zeros(1), packed: packedBomb, announced: 300 * MIB })),
      /longer than 200 MB/,
    ],
    [
      'it says that 300 MiB are a few bytes',
      () => document(part({ content: zeros(1), packed: packedBomb, announced: 1_000 })),
      /not as long as announced/,
    ],
    [
      'it says that nothing is in a bomb',
      () => document(part({ content: '', packed: packedBomb })),
      /not as long as announced/,
    ],
    ['it unpacks to a thousand times its length', () => document(part({ content: zeros(20 * MIB) })), /100 times/],
    [
      'it has more parts than an honest one',
      () => document(...Array.from({ length: 1_000 }, (_, index) => part({ name: `word/${index}.xml` }))),
      /1000 parts/,
    ],
    ['two of its parts are the same bytes', () => document(part({ offset: 0 })), /contradict|overlap/],
    ['a part lies inside of another', overlapping, /overlap/],
    ['an archive is in it', () => document(part({ content: zip([mainPart]) })), /archive itself/],
    ['an archive is in the workbook that is in it', nested, /archive itself/],
    [
      'the workbook in it is a bomb',
      () =>
        document(
          part({
            name: 'word/embeddings/sheet.xlsx',
            content: zip([part({ content: zeros(1), packed: packedBomb, announced: 300 * MIB })]),
          }),
        ),
      /longer than 200 MB/,
    ],
    ['a part is a link', () => document(part({ attributes: 0xa1ff0000 })), /is a link/],
    ['a part leads out of it', () => document(part({ name: '../../etc/passwd' })), /leads out/],
    ['a part has two names', () => document(part({ localName: 'word/media/image2.bin' })), /contradict/],
    ['two parts have one name', () => document(part({}), part({ content: 'y' })), /one name/],
    ['a part is encrypted', () => document(part({ flags: 1 })), /encrypted/],
    ['a part cannot be unpacked', () => document(part({ packed: Buffer.from('nonsense') })), /damaged|announced/],
  ];
  it.each(hostile)('%s', async (_what, make, message) => {
    const content = make();
    const { refusal, milliseconds, growth } = await measured('letter.docx', content);
    expect(refusal).toMatchObject({ code: 'FILE_UNSAFE', message: expect.stringMatching(message) });
    expect(milliseconds).toBeLessThan(1_000);
    expect(growth).toBeLessThan(50 * MIB);
  });

  function overlapping(): Buffer {
    const inner = zip([part({ name: 'inner.xml', content: 'words' })]);
    // The bytes of a whole part, header and all, are the content of the one around it.
    const outer: ZipPart = part({ content: inner, packed: deflateStored(inner) });
    const whole = document(outer, part({ name: 'inner.xml', content: 'words', offset: 0 }));
    const at = whole.indexOf(Buffer.from('inner.xml')) - 30;
    return document(outer, part({ name: 'inner.xml', content: 'words', offset: at }));
  }

  function nested(): Buffer {
    const workbook = zip([contentTypes('xlsx'), part({ name: 'xl/media/a.bin', content: zip([mainPart]) })]);
    return document(part({ name: 'word/embeddings/sheet.xlsx', content: workbook }));
  }

  /** Deflated without being packed, so that the bytes themselves stand in the file. */
  function deflateStored(bytes: Buffer): Buffer {
    return deflateRawSync(bytes, { level: 0 });
  }
});

describe('An Office file is taken', () => {
  it.each(['assignment-monitoring.docx', 'complaint-log.xlsx', 'witness-testimony.docx'])('as %s is', async (name) => {
    await expect(decide(name, sampleFile(name))).resolves.toMatchObject({ kind: expect.any(String) });
  });

  it('with the workbook behind its chart', async () => {
    const chart = part({ name: 'word/embeddings/sheet.xlsx', content: sampleFile('complaint-log.xlsx') });
    await expect(decide('chart.docx', document(chart))).resolves.toMatchObject({ kind: 'document' });
  });

  it('with pictures that cannot be packed any further', async () => {
    const pictures = Array.from({ length: 5 }, (_, index) =>
      part({ name: `word/media/${index}.jpg`, content: randomBytes(2 * MIB) }),
    );
    await expect(decide('album.docx', document(...pictures))).resolves.toMatchObject({ kind: 'document' });
  });
});

describe('A picture (S14)', () => {
  it('of 30,000 × 30,000 pixels is refused before it is decoded', async () => {
    const { refusal, milliseconds, growth } = await measured('poster.png', hugePng(30_000));
    expect(refusal).toMatchObject({ code: 'FILE_UNSAFE', message: expect.stringContaining('40 million pixels') });
    expect(milliseconds).toBeLessThan(1_000);
    expect(growth).toBeLessThan(50 * MIB);
  });

  it.each([
    ['taken', 8_000, 5_000],
    ['refused', 8_000, 5_001],
  ])('is %s with %d × %d pixels', async (verdict, width, height) => {
    const content = await sharp({ create: { width, height, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    const decided = decide('edge.png', content);
    if (verdict === 'taken') await expect(decided).resolves.toMatchObject({ kind: 'image' });
    else await expect(decided).rejects.toMatchObject({ code: 'FILE_UNSAFE' });
  });

  /** All black, one bit to a pixel: some 100 kB that become 900 MB. */
  function hugePng(side: number): Buffer {
    const chunk = (type: string, content: Buffer): Buffer => {
      const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
      const frame = Buffer.alloc(8);
      frame.writeUInt32BE(content.length, 0);
      frame.writeUInt32BE(crc32(body), 4);
      return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
    };
    const header = Buffer.alloc(13);
    header.writeUInt32BE(side, 0);
    header.writeUInt32BE(side, 4);
    header.set([1, 0, 0, 0, 0], 8);
    const lines = deflateSync(Buffer.alloc((side / 8 + 1) * side));
    return Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      chunk('IHDR', header),
      chunk('IDAT', lines),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }
});
