import type { Banner } from './blocks.js';
import { MARGIN, type PageFlow } from './page-flow.js';
import { TagNode } from './page-layout.js';
import { COLOURS, TONES } from './palette.js';
import { STYLES, type TextStyle } from './typography.js';

const HEIGHT = 300;

/** Over the whole width of the first page; its text stands on the ground colour. */
export function layoutBanner(banner: Banner, flow: PageFlow): void {
  const { width } = flow.page;
  flow.put({ kind: 'rect', x: 0, y: 0, width, height: HEIGHT, fill: COLOURS.petrol });
  flow.put({ kind: 'rect', x: 0, y: HEIGHT, width, height: 5, fill: COLOURS.brass });
  const title = flow.lines([banner.title], STYLES.bannerTitle, flow.width);
  const subtitle = flow.lines([banner.subtitle], STYLES.bannerSubtitle, flow.width);
  const textHeight =
    STYLES.bannerOverline.leading +
    10 +
    title.length * STYLES.bannerTitle.leading +
    8 +
    subtitle.length * STYLES.bannerSubtitle.leading;
  flow.y = Math.max(MARGIN.top, HEIGHT - 40 - textHeight);
  flow.flowLines(
    flow.lines([banner.overline], STYLES.bannerOverline, flow.width),
    flow.left,
    STYLES.bannerOverline,
    new TagNode('P', flow.section),
  );
  flow.y += 10;
  const rank = flow.headingRank(1);
  flow.flowLines(title, flow.left, STYLES.bannerTitle, new TagNode(`H${rank}`, flow.section));
  flow.y += 8;
  flow.flowLines(subtitle, flow.left, STYLES.bannerSubtitle, new TagNode('P', flow.section));
  const tone = TONES[banner.badge.tone];
  const badgeStyle: TextStyle = { face: 'bold', size: 10, leading: 22, colour: tone.text };
  const [badge] = flow.lines([banner.badge.text], badgeStyle, flow.width);
  const x = flow.left + flow.width - badge!.width - 24;
  flow.put({ kind: 'rect', x, y: 46, width: badge!.width + 24, height: 22, fill: tone.tint });
  flow.putLine(badge!, x + 12, 46, badgeStyle, new TagNode('P', flow.section));
  flow.y = Math.max(flow.y, HEIGHT) + 34;
}
