import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip as its maker wants it, true or not. */
export interface RawEntry {
  readonly name: string | Buffer;
  readonly content: string | Buffer;
  readonly isPacked?: boolean;
  /** As the directory announces it. */
  readonly size?: number;
  readonly method?: number;
  readonly flags?: number;
  /** Unix type and rights. */
  readonly mode?: number;
  /** Name before the content, where it differs from that in the directory. */
  readonly localName?: string;
  /** Where the directory says it begins. */
  readonly offset?: number;
}

/** Puts a zip together by hand: no library would write these. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const packed = entry.isPacked ? deflateRawSync(content) : content;
    const name = Buffer.from(entry.name);
    const localName = Buffer.from(entry.localName ?? name);
    const common = Buffer.alloc(22);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((entry.flags ?? 0) | 0x800, 2);
    common.writeUInt16LE(entry.method ?? (entry.isPacked ? 8 : 0), 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.size ?? content.length, 18);
    const lengthOf = (bytes: Buffer): Buffer => Buffer.from([bytes.length & 0xff, bytes.length >> 8, 0, 0]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, lengthOf(localName), localName, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(entry.offset ?? at, 10);
    const madeOnUnix = Buffer.from([20, 3]);
    directory.push(Buffer.from('PK\x01\x02'), madeOnUnix, common, lengthOf(name), tail, name);
    locals.push(local);
    at += local.length;
  }
  const records = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(records.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, records, end]);
}
