import { readFile } from 'node:fs/promises';
import { readAsText } from '../files/text-content.js';
import type { GatheredText } from './gathered-text.js';
import { mostParagraphs, paragraphsOf } from './paragraphs.js';
import { UnreadableFile } from './unreadable-file.js';

/** Plain text and Markdown, which is read as it is written: its marks are few and people search for words. */
export async function readPlainText(path: string, gathered: GatheredText): Promise<void> {
  const text = readAsText(await readFile(path), true);
  if (text === null) throw new UnreadableFile('damaged');
  gathered.paragraphCount = mostParagraphs(text);
  gathered.addParagraphs(paragraphsOf(text));
}
