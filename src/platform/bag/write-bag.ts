import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { DECLARATION, type BagLabels, infoText, type ManifestLine, manifestText } from './bag-text.js';
import { isSafePath, samePlace } from './bag-paths.js';

/** One file of the payload. */
export interface BagPart {
  /** Below `data/`, in NFC. */
  readonly path: string;
  /** Bytes; what is read must be as long. */
  readonly size: number;
  /** Whether packing makes it smaller: pictures, recordings and PDFs are packed already. */
  readonly isText: boolean;
  readonly open: () => Promise<Readable>;
}

export interface BagOrder {
  /** The one folder in the zip, which is the bag. */
  readonly folder: string;
  /** YYYY-MM-DD, the date of everything in it: the same bag has the same bytes whenever it is written. */
  readonly day: string;
  /** `Payload-Oxum` is added. */
  readonly info: BagLabels;
  /** Text for people in the folder of the bag. */
  readonly readme: string;
  /** In the order in which they are written. */
  readonly parts: readonly BagPart[];
}

/** Of a plain file, readable for everybody. */
const MODE = 0o100644;

/**
 * Writes a bag (RFC 8493) as a zip while it is read: no file is ever in memory, and every hash is taken on the way.
 * Beyond what the old format holds it is Zip64.
 *
 * @param onProgress told of every chunk of the payload with its length
 */
export function writeBag(order: BagOrder, onProgress: (bytes: number) => void): Readable {
  assertPlaces(order.parts);
  const zip = new ZipFile();
  // Zip dates are a local clock's without a zone: noon is noon in all of them, and no change of clocks leaves it out.
  const [year = 0, month = 1, date = 1] = order.day.split('-').map(Number);
  const options = { mtime: new Date(year, month - 1, date, 12), mode: MODE, forceDosTimestamp: true };
  const output = new PassThrough();
  const fail = (error: unknown): void => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  let reading: Readable | null = null;
  output.once('close', () => reading?.destroy());
  zip.on('error', fail);
  zip.outputStream.pipe(output);

  const payload: ManifestLine[] = [];
  for (const { path, size, isText, open } of order.parts) {
    const name = `data/${path}`;
    zip.addReadStreamLazy(`${order.folder}/${name}`, { ...options, size, compress: isText }, (give) => {
      open()
        .then((source) => {
          if (output.destroyed) return void source.destroy();
          const hash = createHash('sha512');
          source.on('error', fail);
          source.on('data', (chunk: Buffer) => {
            hash.update(chunk);
            onProgress(chunk.length);
          });
          source.on('end', () => payload.push({ hash: hash.digest('hex'), path: name }));
          source.pause();
          reading = source;
          give(null, source);
        })
        .catch(fail);
    });
  }

  const octets = order.parts.reduce((total, { size }) => total + size, 0);
  const tags: ManifestLine[] = [];
  const addTag = (name: string, text: () => string): void => {
    zip.addReadStreamLazy(`${order.folder}/${name}`, { ...options, compress: true }, (give) => {
      const bytes = Buffer.from(text(), 'utf8');
      tags.push({ hash: createHash('sha512').update(bytes).digest('hex'), path: name });
      give(null, Readable.from([bytes]));
    });
  };
  addTag('README.txt', () => order.readme);
  addTag('bag-info.txt', () => infoText([...order.info, ['Payload-Oxum', `${octets}.${order.parts.length}`]]));
  addTag('bagit.txt', () => DECLARATION);
  addTag('manifest-sha512.txt', () => manifestText(payload));
  addTag('tagmanifest-sha512.txt', () => manifestText(tags));
  zip.end();
  return output;
}

/** @throws Error for paths that lead elsewhere or that some file system takes for one another: our own mistake */
function assertPlaces(parts: readonly BagPart[]): void {
  const places = new Set<string>();
  for (const { path } of parts) {
    const place = samePlace(path);
    if (!isSafePath(path) || path !== path.normalize('NFC') || places.has(place)) {
      throw new Error(`no place for ${path} in a bag`);
    }
    places.add(place);
  }
}
