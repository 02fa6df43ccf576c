import type { FileHandle } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { PdfScanner, type PdfDictionary, type PdfReferenceTo, type PdfValue } from './pdf-objects.js';

/** Where the end of the file says where the list of objects is. */
const TAIL_BYTES = 1_024;
const ENTRY_BYTES = 20;
/** Of a stream that is unpacked: the words of the largest portfolio are a few MB. */
const MOST_UNPACKED = 512 * 1024 ** 2;
const OBJECT_BYTES = 65_536;
/** A signature in hexadecimal is the longest object that is no stream. */
const MOST_OBJECT_BYTES = 64 * 1024 ** 2;

/**
 * Reads a PDF as this product writes it: one list of objects, all of them plain, nothing added afterwards. Any other PDF is
 * refused, which is what whoever checks a signed one wants. Of the file only what is asked for is read.
 */
export class PdfFile {
  private constructor(
    private readonly file: FileHandle,
    private readonly table: { readonly start: number; readonly count: number },
    readonly catalogue: PdfDictionary,
  ) {}

  /** @throws Error when the file is not written like that */
  static async open(file: FileHandle): Promise<PdfFile> {
    const { size } = await file.stat();
    const tail = await textOf(file, Math.max(0, size - TAIL_BYTES), TAIL_BYTES);
    const [, startText] = /\nstartxref\n(\d{1,15})\n%%EOF\n$/.exec(tail) ?? [];
    if (startText === undefined) throw new Error('the end of the file is not where it should be');
    const start = Number(startText);
    const head = await textOf(file, start, 64);
    const [opening, countText] = /^xref\n0 (\d{1,10})\n0000000000 65535 f \n/.exec(head) ?? [];
    if (opening === undefined) throw new Error('the list of objects is not where it should be');
    const table = { start: start + opening.length - ENTRY_BYTES, count: Number(countText) };
    const scanner = new PdfScanner(await textOf(file, table.start + table.count * ENTRY_BYTES, TAIL_BYTES));
    const trailer = scanner.takes('trailer') ? scanner.value() : null;
    if (!isDictionary(trailer)) throw new Error('the trailer is missing');
    const root = trailer.get('Root');
    if (!isReference(root)) throw new Error('the catalogue is missing');
    const catalogue = await new PdfFile(file, table, new Map()).resolved(root);
    if (!isDictionary(catalogue)) throw new Error('the catalogue is missing');
    return new PdfFile(file, table, catalogue);
  }

  /** Where an object begins in the file. */
  async offsetOf({ object }: PdfReferenceTo): Promise<number> {
    if (object <= 0 || object >= this.table.count) throw new Error(`there is no object ${object}`);
    const entry = await textOf(this.file, this.table.start + object * ENTRY_BYTES, ENTRY_BYTES);
    const [, offset] = /^(\d{10}) 00000 n \n$/.exec(entry) ?? [];
    if (offset === undefined) throw new Error(`object ${object} is not listed`);
    return Number(offset);
  }

  /** The value itself where `value` only refers to it. */
  async resolved(value: PdfValue | undefined): Promise<PdfValue> {
    if (value === undefined) return null;
    return isReference(value) ? (await this.object(value)).value : value;
  }

  /** The bytes of a stream, unpacked. */
  async stream(reference: PdfReferenceTo): Promise<Buffer> {
    const { value, end } = await this.object(reference);
    const length = isDictionary(value) ? value.get('Length') : undefined;
    if (!isDictionary(value) || typeof length !== 'number' || length > MOST_UNPACKED) throw new Error('not a stream');
    const marker = '\nstream\n';
    if ((await textOf(this.file, end, marker.length)) !== marker) throw new Error('not a stream');
    const bytes = await bytesOf(this.file, end + marker.length, length);
    if (value.get('Filter') === undefined) return bytes;
    if (value.get('Filter') !== '/FlateDecode') throw new Error('a stream packed in another way');
    return inflateSync(bytes, { maxOutputLength: MOST_UNPACKED });
  }

  private async object(reference: PdfReferenceTo): Promise<{ value: PdfValue; end: number }> {
    const offset = await this.offsetOf(reference);
    for (let bytes = OBJECT_BYTES; ; bytes *= 4) {
      const text = await textOf(this.file, offset, bytes);
      const scanner = new PdfScanner(text);
      if (!scanner.takes(`${reference.object} 0 obj`))
        throw new Error(`object ${reference.object} is not where it should be`);
      try {
        return { value: scanner.value(), end: offset + scanner.at };
      } catch (error) {
        // Unless the object goes on behind what was read.
        if (text.length < bytes || bytes >= MOST_OBJECT_BYTES) throw error;
      }
    }
  }
}

export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return value instanceof Map;
}

export function isReference(value: PdfValue | undefined): value is PdfReferenceTo {
  return typeof value === 'object' && value !== null && 'object' in value;
}

async function textOf(file: FileHandle, from: number, length: number): Promise<string> {
  return (await bytesOf(file, from, length)).toString('latin1');
}

/** As many bytes as there are, up to `length`. */
async function bytesOf(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, from);
  return bytes.subarray(0, bytesRead);
}
