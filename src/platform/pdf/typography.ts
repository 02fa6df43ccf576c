import { createRequire } from 'node:module';
import { COLOURS, TONES } from './palette.js';

const resolveFont = createRequire(import.meta.url).resolve;

/** Whole TTFs, embedded as subsets: the standard fonts of PDF are never embedded, and woff2 fails in PDFKit. */
export const FACES = {
  regular: resolveFont('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  bold: resolveFont('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
  italic: resolveFont('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Oblique.ttf'),
  mono: resolveFont('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'),
} as const;
export type Face = keyof typeof FACES;

/** Sizes and leading in points. */
export interface TextStyle {
  readonly face: Face;
  readonly size: number;
  readonly leading: number;
  readonly colour: string;
}

const INK = TONES.ink.text;
const QUIET = TONES.quiet.text;

export const STYLES = {
  body: { face: 'regular', size: 9.5, leading: 13.4, colour: INK },
  lead: { face: 'regular', size: 10.5, leading: 15.5, colour: QUIET },
  small: { face: 'regular', size: 8, leading: 11.2, colour: QUIET },
  cell: { face: 'regular', size: 8.4, leading: 11.2, colour: INK },
  rowHead: { face: 'bold', size: 8.4, leading: 11.2, colour: COLOURS.petrol },
  columnHead: { face: 'bold', size: 7.8, leading: 10.6, colour: COLOURS.white },
  caption: { face: 'bold', size: 8.4, leading: 12, colour: QUIET },
  label: { face: 'regular', size: 8.6, leading: 12.6, colour: QUIET },
  value: { face: 'regular', size: 9.2, leading: 12.6, colour: INK },
  boxTitle: { face: 'bold', size: 9.5, leading: 14, colour: COLOURS.petrol },
  contents: { face: 'regular', size: 10.5, leading: 15, colour: INK },
  h1: { face: 'bold', size: 19, leading: 24, colour: COLOURS.petrol },
  h2: { face: 'bold', size: 12.5, leading: 17, colour: COLOURS.petrol },
  h3: { face: 'bold', size: 9.8, leading: 14, colour: COLOURS.petrol },
  bannerOverline: { face: 'regular', size: 10, leading: 14, colour: '#c9dcd9' },
  bannerTitle: { face: 'bold', size: 30, leading: 37, colour: COLOURS.white },
  bannerSubtitle: { face: 'regular', size: 13.5, leading: 19, colour: '#e4eeec' },
  stamp: { face: 'bold', size: 8, leading: 11, colour: COLOURS.petrol },
  tab: { face: 'bold', size: 7.4, leading: 10, colour: COLOURS.white },
  furniture: { face: 'regular', size: 7.4, leading: 10, colour: QUIET },
  furnitureStrong: { face: 'bold', size: 7.4, leading: 10, colour: COLOURS.petrol },
} as const satisfies Record<string, TextStyle>;
