import { readFile } from 'node:fs/promises';
import { Parser } from 'htmlparser2';
import { readAsText } from '../files/text-content.js';
import type { GatheredText } from './gathered-text.js';
import { mostParagraphs } from './paragraphs.js';
import { UnreadableFile } from './unreadable-file.js';

/** What is never shown as text. */
const SILENT = ['script', 'style', 'template', 'noscript', 'head', 'title', 'svg', 'object', 'iframe'];
/** Elements that run on in the line; every other begins a paragraph. */
const INLINE =
  /^(a|abbr|b|bdi|bdo|cite|code|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var)$/;

export async function readHtmlFile(path: string, gathered: GatheredText): Promise<void> {
  const markup = readAsText(await readFile(path), true);
  if (markup === null) throw new UnreadableFile('damaged');
  const paragraphs = htmlParagraphs(markup);
  gathered.paragraphCount = mostParagraphs(paragraphs.join('\n\n'));
  gathered.addParagraphs(paragraphs);
}

/** The paragraphs of a page as it is read, without scripts and styles. Nothing in it is run or fetched. */
export function htmlParagraphs(markup: string): string[] {
  const paragraphs: string[] = [];
  let pieces: string[] = [];
  let silence = 0;
  const endParagraph = (): void => {
    const text = pieces.join('').replaceAll(/\s+/gu, ' ').trim();
    if (text !== '') paragraphs.push(text);
    pieces = [];
  };
  const parser = new Parser({
    onopentag(name) {
      if (SILENT.includes(name)) silence += 1;
      if (name === 'td' || name === 'th') pieces.push(' ');
      else if (!INLINE.test(name)) endParagraph();
    },
    ontext(text) {
      if (silence === 0) pieces.push(text);
    },
    onclosetag(name) {
      if (SILENT.includes(name)) silence -= 1;
      if (name !== 'td' && name !== 'th' && !INLINE.test(name)) endParagraph();
    },
  });
  parser.end(markup);
  endParagraph();
  return paragraphs;
}
