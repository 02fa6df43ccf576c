import { setImmediate } from 'node:timers/promises';
import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** Characters parsed before others get their turn. */
const SLICE = 64 * 1024;

/** The name of an element or attribute without the prefix that a program may have given it. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export interface Listener {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Hears an XML document, and throws on anything that is none. Entities of the document's own are never expanded. */
export function listen(parser: SaxesParser, { open, text, close }: Listener): void {
  parser.on('error', (error) => {
    throw error;
  });
  if (open) {
    parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => open(localName(name), attributes));
  }
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  if (close) parser.on('closetag', ({ name }) => close(localName(name)));
}

/** Parses a document piece by piece; whoever listens may have something to hand on after each. */
export async function* parseInSlices(xml: string, parser: SaxesParser): AsyncGenerator<void> {
  for (let start = 0; start < xml.length; start += SLICE) {
    parser.write(xml.slice(start, start + SLICE));
    yield;
    await setImmediate();
  }
  parser.close();
}

/** Parses a whole document, with turns for others in between. */
export async function hear(xml: string, listener: Listener): Promise<void> {
  const parser = new SaxesParser();
  listen(parser, listener);
  const slices = parseInSlices(xml, parser);
  while (!(await slices.next()).done);
}

export interface SheetEntry {
  readonly name: string;
  readonly relationshipId: string;
  readonly isHidden: boolean;
}

/** `xl/workbook.xml`: the sheets in their order, and from which year dates count. */
export async function readSheetList(xml: string): Promise<{ sheets: SheetEntry[]; datesFrom1904: boolean }> {
  const sheets: SheetEntry[] = [];
  let datesFrom1904 = false;
  await hear(xml, {
    open(name, attributes) {
      if (name === 'workbookPr') datesFrom1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const [, relationshipId = ''] = Object.entries(attributes).find(([key]) => /:id$/.test(key)) ?? [];
      sheets.push({ name: attributes.name ?? '', relationshipId, isHidden: /hidden/i.test(attributes.state ?? '') });
    },
  });
  return { sheets, datesFrom1904 };
}

/** `xl/_rels/workbook.xml.rels`: which parts of the package belong to the workbook, by id and by type. */
export async function readTargets(xml: string): Promise<{ ofId(id: string): string; ofType(type: string): string }> {
  const byId = new Map<string, string>();
  const byType = new Map<string, string>();
  await hear(xml, {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return;
      const part = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
      byId.set(Id, part);
      byType.set(Type.slice(Type.lastIndexOf('/') + 1), part);
    },
  });
  return { ofId: (id) => byId.get(id) ?? '', ofType: (type) => byType.get(type) ?? '' };
}

/** `xl/sharedStrings.xml`: the texts that cells point at. Formatted pieces are joined, pronunciations left out. */
export async function readSharedStrings(xml: string): Promise<string[]> {
  const strings: string[] = [];
  let isText = false;
  let isPhonetic = false;
  await hear(xml, {
    open(name) {
      if (name === 'si') strings.push('');
      if (name === 'rPh') isPhonetic = true;
      if (name === 't') isText = true;
    },
    text(text) {
      if (isText && !isPhonetic) strings[strings.length - 1] += text;
    },
    close(name) {
      if (name === 'rPh') isPhonetic = false;
      if (name === 't') isText = false;
    },
  });
  return strings.map(unescapeText);
}

/** Formats that every spreadsheet program knows by number and that show a date or a time. */
const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 45 && id <= 47);

/** `xl/styles.xml`: by number of the cell style, whether it shows numbers as dates. */
export async function readDateStyles(xml: string): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let isCellStyle = false;
  await hear(xml, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      if (name === 'cellXfs') isCellStyle = true;
      if (name !== 'xf' || !isCellStyle) return;
      const code = codes.get(Number(numFmtId));
      styles.push(code === undefined ? isBuiltInDate(Number(numFmtId)) : showsDate(code));
    },
    close(name) {
      if (name === 'cellXfs') isCellStyle = false;
    },
  });
  return styles;
}

/** Whether a format code has a part of a date in it, apart from literals, colours and currencies. */
function showsDate(formatCode: string): boolean {
  const bare = formatCode.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return /[dmyhs]/i.test(bare) && !/general/i.test(bare);
}

/** `_x000D_`: how a workbook writes characters that XML would swallow. */
export function unescapeText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
