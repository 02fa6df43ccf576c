import type { GatheredText } from './gathered-text.js';
import { mostParagraphs, paragraphsOf } from './paragraphs.js';
import { recogniseText } from './text-recognition.js';
import { UnreadableFile } from './unreadable-file.js';

/** A photo or a scan: one page, and the text that can be recognised on it. */
export async function readPicture(path: string, gathered: GatheredText): Promise<void> {
  const text = await recogniseText(path);
  if (text === null) throw new UnreadableFile('no_text_recognition');
  gathered.pageCount = 1;
  gathered.paragraphCount = mostParagraphs(text) || null;
  gathered.addParagraphs(paragraphsOf(text), { page: 1 });
}
