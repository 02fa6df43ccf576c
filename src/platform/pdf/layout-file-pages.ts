import type { MeasuredPages } from '../pages/page-painter.js';
import type { PageSize } from '../pages/paint-page.js';
import type { FileNotice, FilePages } from './blocks.js';
import { MARGIN, type PageFlow } from './page-flow.js';
import { TagNode } from './page-layout.js';
import { COLOURS } from './palette.js';
import type { PictureSize } from './pictures.js';
import { plainText } from './safe-text.js';
import { STYLES } from './typography.js';

/** What is known of the attached files before anything is laid out, by their ids. */
export interface FileSizes {
  readonly pictures: ReadonlyMap<string, PictureSize>;
  readonly documents: ReadonlyMap<string, MeasuredPages>;
}

const FIGURE_HEIGHT = 300;
/** Pictures are scaled as if they were scanned at 150 dots per inch. */
const PICTURE_SCALE = 72 / 150;
/** A figure that shows less than this of what a page would show is no figure. */
const LEAST_OF_PAGE = 0.7;
const STAMP_SPACE = 6;
/** Of a page that cannot be found, so that its place is kept. */
const UNKNOWN_SIZE: PageSize = { width: 595, height: 842 };

type Obstacle = Extract<MeasuredPages, { obstacle: string }>['obstacle'] | 'removed';

const OBSTACLES: Readonly<Record<Obstacle, string>> = {
  encrypted: 'the file is protected by a password',
  damaged: 'the file is damaged and cannot be read',
  too_large: 'the file is larger than 100 MiB',
  took_too_long: 'the file takes more time or memory to read than a document may',
  no_pages: 'the file has no pages',
  removed: 'its content has been removed since this document was fixed',
};

/** Points for each pixel of a picture within the text: as wide as the text at most, and never enlarged. */
export function figureScale({ width, height }: PictureSize, flow: PageFlow): number {
  return Math.min(PICTURE_SCALE, flow.width / width, FIGURE_HEIGHT / height);
}

/** Whether a picture has to be seen on a page of its own. */
export function deservesPage(size: PictureSize, flow: PageFlow): boolean {
  const { width, height } = frameOf(size, flow);
  return figureScale(size, flow) < LEAST_OF_PAGE * Math.min(PICTURE_SCALE, width / size.width, height / size.height);
}

export function layoutFilePages(block: FilePages, flow: PageFlow, { pictures, documents }: FileSizes): void {
  if (block.form === 'picture') {
    const size = pictures.get(block.fileId);
    if (size && deservesPage(size, flow)) {
      const [width, height] = [size.width * PICTURE_SCALE, size.height * PICTURE_SCALE];
      layoutPages(block, flow, { count: 1, sizes: [{ width, height }] });
    }
    return;
  }
  const measured = documents.get(block.fileId);
  layoutPages(block, flow, measured && 'sizes' in measured ? measured : { count: 0, sizes: [] });
}

export function layoutFileNotice(
  { fileId, title, sha256 }: FileNotice,
  flow: PageFlow,
  { documents }: FileSizes,
): void {
  const measured = documents.get(fileId) ?? { obstacle: 'removed' };
  if (!('obstacle' in measured)) return;
  const words = `Not shown here: ${title}: ${OBSTACLES[measured.obstacle]}. SHA-256 ${sha256}`;
  flow.flowLines(
    flow.lines([words], STYLES.small, flow.width),
    flow.left,
    STYLES.small,
    new TagNode('P', flow.section),
  );
  flow.space(6);
}

function layoutPages(
  block: FilePages,
  flow: PageFlow,
  { count, sizes }: { readonly count: number; readonly sizes: readonly (PageSize | null)[] },
): void {
  const shown = sizes.slice(0, block.most);
  shown.forEach((size, index) => layoutPage(block, flow, { size: size ?? UNKNOWN_SIZE, page: index + 1, count }));
  for (let page = shown.length + 1; page <= block.promised; page += 1) putPlace(flow, `${block.anchor}-${page}`);
  if (shown.length > 0) flow.y = flow.bottom;
}

function layoutPage(
  block: FilePages,
  flow: PageFlow,
  { size, page, count }: { readonly size: PageSize; readonly page: number; readonly count: number },
): void {
  flow.newPage(size.width > size.height ? 'landscape' : 'portrait');
  const title = plainText(block.title);
  if (page === 1) flow.put({ kind: 'place', y: 0, anchor: null, bookmark: { level: 3, title } });
  const bookmark = count === 1 ? null : { level: 4, title: `Page ${page}` };
  flow.put({ kind: 'place', y: 0, anchor: `${block.anchor}-${page}`, bookmark });
  const stamp = `${block.label} · page ${page} of ${count} · sha256 ${block.sha256.slice(0, 12)}…`;
  // Whoever goes from heading to heading meets each file once.
  const stampTag = page === 1 ? `H${flow.headingRank(3)}` : 'P';
  const style = STYLES.stamp;
  flow.flowLines(flow.lines([stamp], style, flow.width), flow.left, style, new TagNode(stampTag, flow.section));
  const frame = frameOf(size, flow);
  const scale = Math.min(1, frame.width / size.width, frame.height / size.height);
  const [width, height] = [size.width * scale, size.height * scale];
  const [x, y] = [flow.left + (flow.width - width) / 2, flow.y + STAMP_SPACE];
  const edge = 0.5;
  flow.put({
    ...{ kind: 'rect', x: x - edge, y: y - edge, width: width + 2 * edge, height: height + 2 * edge },
    fill: COLOURS.hairline,
  });
  flow.put({
    ...{ kind: 'file-page', x, y, width, height, fileId: block.fileId, form: block.form, page },
    tag: new TagNode('Figure', flow.section, {
      alt: plainText(`${block.alt}, page ${page} of ${count}`),
      bbox: [x, y, x + width, y + height],
    }),
    textTag: new TagNode('P', flow.section),
  });
}

/** Room below the stamp of an A4 page that lies as the picture does. */
function frameOf({ width, height }: PageSize, flow: PageFlow): PageSize {
  const [short, long] = [Math.min(flow.page.width, flow.page.height), Math.max(flow.page.width, flow.page.height)];
  const [across, down] = width > height ? [long, short] : [short, long];
  const above = MARGIN.top + STYLES.stamp.leading + STAMP_SPACE;
  return { width: across - 2 * MARGIN.side, height: down - above - MARGIN.bottom };
}

function putPlace(flow: PageFlow, anchor: string): void {
  flow.put({ kind: 'place', y: flow.y, anchor, bookmark: null });
}
