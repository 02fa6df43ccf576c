import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { Redactor } from '../../src/platform/redaction/redactor.js';
import { describeWith } from '../portfolio/pdf-tools.js';
import { sampleFile } from '../support/evidence.js';
import { inspect, NAME, photograph } from './redaction-fixtures.js';

const ABOUT = { title: 'Redacted copy of E001', createdAt: '2026-04-01T09:00:00.000Z' };

describeWith(['exiftool'])('a picture', () => {
  const redactor = new Redactor();
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verifolio-redact-'));
    path = join(folder, 'original');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  afterAll(() => redactor.onApplicationShutdown());

  const corner = { page: 1, x: 0, y: 0, width: 0.5, height: 0.25 };

  it.each(['jpeg', 'png', 'webp'] as const)(
    'as %s is painted over where it is seen, and no longer says where it was taken',
    async (format) => {
      const original = await photograph(format);
      expect(inspect('exiftool', original, ['-a'])).toMatch(/GPS Latitude/);
      writeFileSync(path, original);
      const { chunks, mediaType } = await redactor.redact(
        { path, mediaType: `image/${format}` },
        { regions: [corner], words: [], passages: [] },
        ABOUT,
      );
      const bytes = Buffer.concat(chunks);
      expect(mediaType).toBe(`image/${format}`);
      expect(inspect('exiftool', bytes, ['-a'])).not.toMatch(/GPS|Make|Orientation|Description/);
      expect(bytes.includes(NAME)).toBe(false);
      const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
      expect([info.width, info.height]).toEqual([40, 60]);
      const pixel = (x: number, y: number): number[] => [...data.subarray((y * 40 + x) * 3, (y * 40 + x) * 3 + 3)];
      for (const [x, y] of [
        [0, 0],
        [10, 7],
        [17, 12],
      ] as const)
        expect(Math.max(...pixel(x, y))).toBeLessThan(12);
      for (const [x, y] of [
        [30, 5],
        [5, 25],
        [39, 59],
      ] as const)
        expect(pixel(x, y)[2]).toBeGreaterThan(140);
    },
  );

  it('has a view that is upright, no larger than a screen and says nothing but its pixels', async () => {
    const large = sharp({ create: { width: 5_000, height: 1_000, channels: 3, background: '#aa3366' } });
    writeFileSync(
      path,
      await large
        .jpeg()
        .withExif({ IFD0: { Make: NAME } })
        .toBuffer(),
    );
    const view = Buffer.concat((await redactor.view(path)).chunks);
    expect(await sharp(view).metadata()).toMatchObject({ width: 2_000, height: 400, format: 'jpeg', space: 'srgb' });
    expect(inspect('exiftool', view, ['-a'])).not.toMatch(/Make/);
    writeFileSync(path, sampleFile('team-board.jpg'));
    expect((await redactor.view(path)).mediaType).toBe('image/jpeg');
  });

  it('that is a bomb, damaged or no picture is refused', async () => {
    const bomb = sharp({ create: { width: 10_000, height: 5_000, channels: 3, background: '#000000' } });
    const photo = await photograph();
    for (const bytes of [await bomb.png().toBuffer(), photo.subarray(0, 300), Buffer.from('no picture')]) {
      writeFileSync(path, bytes);
      await expect(redactor.view(path)).rejects.toMatchObject({ code: 'REDACTION_NOT_POSSIBLE' });
    }
    writeFileSync(path, photo);
    const blackout = { regions: [{ ...corner, page: 2 }], words: [], passages: [] };
    await expect(redactor.redact({ path, mediaType: 'image/jpeg' }, blackout, ABOUT)).rejects.toMatchObject({
      message: expect.stringContaining('no page 2'),
    });
  });

  it('has no words to be found, and says so instead of doing half of it', async () => {
    writeFileSync(path, await photograph());
    const words = { regions: [], words: [NAME], passages: [] };
    await expect(redactor.redact({ path, mediaType: 'image/jpeg' }, words, ABOUT)).rejects.toMatchObject({
      code: 'REDACTION_NOT_POSSIBLE',
    });
    const both = await redactor.redact({ path, mediaType: 'image/jpeg' }, { ...words, regions: [corner] }, ABOUT);
    expect(both.words).toEqual([{ replaced: 0, withinLongerWords: 0 }]);
  });
});
