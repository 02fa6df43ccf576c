import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

type Tree = NonNullable<Awaited<ReturnType<PDFPageProxy['getStructTree']>>>;
type Branch = Tree['children'][number];

/** Elements within a line: what stands before and after them is said without a pause. */
const INLINE = new Set(['Link', 'Span', 'Reference']);

const heard = new WeakMap<Buffer, Promise<string>>();

/**
 * Text as assistive technology reads it: along the structure tree, page by page, with the words of pictures; the end of a
 * line is white space, and all white space is made single. By pdf.js, which opens each page once: `pdfinfo -struct-text`
 * draws the page anew for each element of the tree, which takes a minute for one portfolio.
 */
export function spokenText(pdf: Buffer): Promise<string> {
  const text = heard.get(pdf) ?? readOut(pdf);
  heard.set(pdf, text);
  return text;
}

async function readOut(pdf: Buffer): Promise<string> {
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0, disableFontFace: true });
  const document = await loading.promise;
  const said: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const tree = (await page.getStructTree()) as Tree | null;
    const marked = await wordsByMark(page);
    if (tree !== null) say(tree, marked, said);
    page.cleanup();
  }
  await loading.destroy();
  return said.join('').replace(/\s+/g, ' ');
}

/** Words by the mark that ties them to the tree; what has no mark is decoration and not read out. */
async function wordsByMark(page: PDFPageProxy): Promise<ReadonlyMap<string, string>> {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const words = new Map<string, string>();
  const open: (string | null)[] = [];
  for (const each of items) {
    if ('str' in each) {
      const mark = open.at(-1);
      if (mark) words.set(mark, `${words.get(mark) ?? ''}${each.str}${each.hasEOL ? ' ' : ''}`);
    } else if (each.type === 'endMarkedContent') open.pop();
    else open.push(each.id ?? null);
  }
  return words;
}

function say(branch: Branch, marked: ReadonlyMap<string, string>, said: string[]): void {
  if (!('role' in branch)) {
    said.push(marked.get(branch.id) ?? '');
    return;
  }
  const { role, children, alt } = branch as Tree & { readonly alt?: string };
  const pause = INLINE.has(role) ? '' : ' ';
  said.push(pause, alt ?? '');
  for (const child of children) say(child, marked, said);
  said.push(pause);
}
