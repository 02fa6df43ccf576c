import { readZipEntry, zipEntryNames } from '../files/zip-directory.js';
import { hear } from '../tables/workbook-parts.js';
import type { GatheredText } from './gathered-text.js';
import { mostParagraphs } from './paragraphs.js';
import { UnreadableFile } from './unreadable-file.js';

/** One part unpacked (S13). */
const MAX_PART_BYTES = 64 * 1024 ** 2;

/** Notes at the foot and remarks in the margin are read after the text, where a printed page has them. */
const WORD_PARTS = /^word\/(document|footnotes|endnotes|comments|header\d+|footer\d+)\.xml$/;
const SLIDE = /^ppt\/slides\/slide(\d+)\.xml$/;

/** A Word document: paragraphs are those of its main part; headers, footers and notes have no number. */
export async function readWordFile(path: string, gathered: GatheredText): Promise<void> {
  const names = (await entryNames(path)).filter((name) => WORD_PARTS.test(name));
  const main = await paragraphsOfPart(path, 'word/document.xml');
  gathered.addParagraphs(main.filter((text) => text.trim() !== ''));
  // Blank ones and lines broken by hand are counted too by whoever counts on paper.
  gathered.paragraphCount = Math.max(main.length, mostParagraphs(main.join('\n')));
  for (const name of names.filter((candidate) => candidate !== 'word/document.xml').sort()) {
    for (const text of await paragraphsOfPart(path, name)) gathered.add({}, text);
  }
}

/** A presentation: a slide counts as a page. */
export async function readSlidesFile(path: string, gathered: GatheredText): Promise<void> {
  const slides = (await entryNames(path))
    .map((name) => ({ name, number: Number(SLIDE.exec(name)?.[1] ?? 0) }))
    .filter(({ number }) => number > 0)
    .sort((a, b) => a.number - b.number);
  gathered.pageCount = slides.length;
  for (const [index, { name }] of slides.entries()) {
    if (gathered.isFull) break;
    gathered.add({ page: index + 1 }, (await paragraphsOfPart(path, name)).join('\n'));
  }
}

async function entryNames(path: string): Promise<string[]> {
  const names = await zipEntryNames(path);
  if (names === null) throw new UnreadableFile('damaged');
  return names;
}

/** The text of every `w:p` or `a:p`, in their order; what was deleted under tracked changes is not in it. */
async function paragraphsOfPart(path: string, name: string): Promise<string[]> {
  const bytes = await readZipEntry(path, name, MAX_PART_BYTES);
  if (bytes === null) throw new UnreadableFile('damaged');
  const paragraphs: string[] = [];
  // A text box stands inside of a paragraph and has paragraphs of its own.
  const open: string[] = [];
  let isText = false;
  const write = (text: string): void => {
    if (open.length > 0) open[open.length - 1] += text;
  };
  try {
    await hear(bytes.toString('utf8'), {
      open(element) {
        if (element === 'p') open.push('');
        else if (element === 't') isText = true;
        else if (element === 'tab') write('\t');
        else if (element === 'br' || element === 'cr') write('\n');
      },
      text(text) {
        if (isText) write(text);
      },
      close(element) {
        if (element === 't') isText = false;
        if (element === 'p') paragraphs.push(open.pop() ?? '');
      },
    });
  } catch (error) {
    throw new UnreadableFile('damaged', { cause: error });
  }
  return paragraphs;
}
