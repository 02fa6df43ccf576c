import { randomBytes } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';

/** Beginnings of files as the formats' specifications have them, and zip files made from their parts. */

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** An ISO base media file (ISO/IEC 14496-12): its brand says what it is. */
export function isoMedia(brand: string): Buffer {
  const ftyp = Buffer.concat([
    Buffer.from([0, 0, 0, 20]),
    ascii(`ftyp${brand}`),
    Buffer.from([0, 0, 2, 0]),
    ascii(brand),
  ]);
  return Buffer.concat([ftyp, Buffer.from([0, 0, 0, 8]), ascii('mdat')]);
}

/** The first page of an Ogg stream (RFC 3533), whose body begins with the codec's own mark. */
export function ogg(codecMark: string): Buffer {
  const page = Buffer.alloc(28);
  page.write('OggS', 'latin1');
  page[5] = 2;
  page[26] = 1;
  page[27] = 30;
  return Buffer.concat([page, ascii(codecMark.padEnd(30, '\0'))]);
}

export function wav(): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.write('data', 36, 'latin1');
  return header;
}

/** An EBML header (RFC 8794) with the document type webm or matroska. */
export function ebml(documentType: string): Buffer {
  const element = Buffer.concat([Buffer.from([0x42, 0x82, 0x80 | documentType.length]), ascii(documentType)]);
  return Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x80 | element.length]), element, Buffer.alloc(64)]);
}

/** MPEG-1 layer III at 128 kbit/s, 44.1 kHz: frames of 417 bytes. */
export function mp3(): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  return Buffer.concat([frame, frame, frame]);
}

/** An ID3v2 tag with a picture of `bytes` bytes in it. */
export function id3(bytes: number): Buffer {
  const sevenBits = [21, 14, 7, 0].map((shift) => (bytes >> shift) & 0x7f);
  return Buffer.concat([ascii('ID3'), Buffer.from([3, 0, 0, ...sevenBits]), randomBytes(bytes)]);
}

export interface ZipPart {
  readonly name: string;
  readonly content: Buffer | string;
  /** Taken as it is instead of deflating `content`, to lie about what is inside. */
  readonly packed?: Buffer;
  /** Length that the directory announces, and with it the local header. */
  readonly announced?: number;
  /** Name before the content, where it is another than in the directory. */
  readonly localName?: string;
  /** External attributes, such as those of a symbolic link. */
  readonly attributes?: number;
  /** 1: encrypted. */
  readonly flags?: number;
  /** Where the directory says that the part begins. */
  readonly offset?: number;
}

/** A zip file (PKWARE APPNOTE 6.3.3) of these parts in this order. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const { name, content, packed = deflateRawSync(content), localName = name } = part;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(part.flags ?? 0, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(part.announced ?? Buffer.byteLength(content), 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([ascii('PK\x03\x04'), shared, Buffer.from(localName), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(part.attributes ?? 0, 6);
    place.writeUInt32LE(part.offset ?? offset, 10);
    directory.push(Buffer.concat([ascii('PK\x01\x02'), Buffer.from([20, 0]), shared, place, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, ascii('PK\x05\x06'), end]);
}

const PART_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
  docm: 'application/vnd.ms-word.document.macroEnabled.main+xml',
  dotx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml',
};

/** The `[Content_Types].xml` of an Office file (ECMA-376 part 2), `more` being further declarations. */
export function contentTypes(type: keyof typeof PART_TYPES, more = ''): ZipPart {
  const content =
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    `<Default Extension="xml" ContentType="application/xml"/>` +
    `<Override PartName="/main.xml" ContentType="${PART_TYPES[type]}"/>${more}</Types>`;
  return { name: '[Content_Types].xml', content };
}

/** A picture too large for the head, so that what follows it in a zip is out of sight from the beginning. */
export const largePicture: ZipPart = { name: 'word/media/image1.png', content: randomBytes(200_000) };
export const mainPart: ZipPart = { name: 'word/document.xml', content: '<w:document/>' };
