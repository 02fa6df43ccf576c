import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A transformation of PDF: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
export type Point = readonly [x: number, y: number];

/** A glyph as it stands on the page. */
export interface PageLetter {
  /** What it says; a ligature says several letters. */
  readonly unicode: string;
  /** Where it begins and ends on its baseline. */
  readonly start: Point;
  readonly end: Point;
  /** What it covers, from below its beginning round to above it, as the text runs. */
  readonly corners: readonly [Point, Point, Point, Point];
}

/** The parts of a font of pdf.js that place its glyphs. */
interface PageFont {
  readonly isType3Font?: boolean;
  readonly vertical?: boolean;
  readonly ascent?: number;
  readonly descent?: number;
  readonly fontMatrix?: readonly number[];
}

interface Glyph {
  readonly unicode?: string;
  readonly width: number;
  readonly isSpace?: boolean;
}

/** The list of drawing operators of a page as pdf.js hands it out. */
export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly (readonly unknown[] | null)[];
}

interface TextState {
  matrix: Matrix;
  font: PageFont | null;
  size: number;
  direction: 1 | -1;
  characterSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  textMatrix: Matrix;
  x: number;
  y: number;
  lineX: number;
  lineY: number;
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
/** Beyond the advance of a glyph, in parts of its size: italics lean over. */
const OVERHANG = 0.05;
const PICTURE_OPERATORS: readonly number[] = [
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObject,
  OPS.paintImageMaskXObjectGroup,
  OPS.paintImageMaskXObjectRepeat,
];

export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

const apply = (m: Matrix, x: number, y: number): Point => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];

/**
 * Follows the drawing operators of a page (ISO 32000-1 §9.4) and says where each glyph falls, those of annotations and form
 * fields included. `getTextContent` of pdf.js knows neither those nor the place of a letter within a run.
 */
export class PageLetters {
  readonly letters: PageLetter[] = [];
  /** Whether anything is drawn here in which no word can be found. */
  hasPictures = false;
  private readonly saved: TextState[] = [];
  private state: TextState;

  /** @param base from the page's own units to the canvas */
  constructor(
    private readonly base: Matrix,
    private readonly fontOf: (name: string) => PageFont | null,
  ) {
    this.state = initialState(base);
  }

  read({ fnArray, argsArray }: OperatorList): void {
    fnArray.forEach((operator, index) => this.step(operator, argsArray[index] ?? []));
  }

  private step(operator: number, args: readonly unknown[]): void {
    const { state } = this;
    const numbers = args as readonly number[];
    switch (operator) {
      case OPS.save:
      case OPS.beginGroup:
        this.saved.push({ ...state });
        return;
      case OPS.restore:
      case OPS.endGroup:
      case OPS.paintFormXObjectEnd:
        this.state = this.saved.pop() ?? state;
        return;
      case OPS.transform:
        state.matrix = multiply(state.matrix, numbers as unknown as Matrix);
        return;
      case OPS.paintFormXObjectBegin:
        this.saved.push({ ...state });
        if (args[0]) state.matrix = multiply(state.matrix, args[0] as Matrix);
        return;
      case OPS.beginAnnotation:
        this.saved.length = 0;
        this.state = initialState(multiply(multiply(this.base, args[2] as Matrix), args[3] as Matrix));
        return;
      default:
        if (PICTURE_OPERATORS.includes(operator)) this.hasPictures = true;
        this.stepText(operator, args, numbers);
    }
  }

  private stepText(operator: number, args: readonly unknown[], numbers: readonly number[]): void {
    const { state } = this;
    const [first = 0, second = 0] = numbers;
    if (operator === OPS.beginText) Object.assign(state, { textMatrix: IDENTITY, x: 0, y: 0, lineX: 0, lineY: 0 });
    else if (operator === OPS.setCharSpacing) state.characterSpacing = first;
    else if (operator === OPS.setWordSpacing) state.wordSpacing = first;
    else if (operator === OPS.setHScale) state.horizontalScale = first / 100;
    else if (operator === OPS.setLeading) state.leading = -first;
    else if (operator === OPS.setTextRise) state.rise = first;
    else if (operator === OPS.setFont) this.setFont(String(args[0]), second);
    else if (operator === OPS.setGState) this.setFontOf(args[0] as readonly (readonly [string, unknown])[]);
    else if (operator === OPS.moveText) this.move(first, second);
    else if (operator === OPS.nextLine) this.move(0, state.leading);
    else if (operator === OPS.setLeadingMoveText) {
      state.leading = second;
      this.move(first, second);
    } else if (operator === OPS.setTextMatrix) {
      Object.assign(state, { textMatrix: args[0] as Matrix, x: 0, y: 0, lineX: 0, lineY: 0 });
    } else if (operator === OPS.showText) this.show(args[0] as readonly (Glyph | number | null)[]);
  }

  private setFont(name: string, size: number): void {
    Object.assign(this.state, { font: this.fontOf(name), size: Math.abs(size), direction: size < 0 ? -1 : 1 });
  }

  private setFontOf(entries: readonly (readonly [string, unknown])[]): void {
    for (const [key, value] of entries) {
      if (key === 'Font') this.setFont(...(value as [string, number]));
    }
  }

  private move(x: number, y: number): void {
    this.state.x = this.state.lineX += x;
    this.state.y = this.state.lineY += y;
  }

  private show(glyphs: readonly (Glyph | number | null)[]): void {
    const { state } = this;
    const font = state.font ?? {};
    const isVertical = font.vertical === true && !font.isType3Font;
    const scale = state.horizontalScale * state.direction;
    const unit = (font.fontMatrix?.[0] ?? 0.001) * state.size;
    const placed = multiply(multiply(state.matrix, state.textMatrix), [
      ...([scale, 0, 0, state.direction] as const),
      ...([state.x, state.y + state.rise] as const),
    ]);
    let pen = 0;
    for (const glyph of glyphs) {
      if (glyph === null) continue;
      if (typeof glyph === 'number') {
        pen += ((isVertical ? 1 : -1) * glyph * state.size) / 1000;
        continue;
      }
      const spacing = (glyph.isSpace ? state.wordSpacing : 0) + state.characterSpacing;
      const width = glyph.width * unit;
      const advance = isVertical ? state.size : width + spacing * (font.isType3Font ? 1 : state.direction);
      if (glyph.unicode) this.add(glyph.unicode, placed, isVertical ? null : { pen, width }, pen);
      pen += advance;
    }
    if (isVertical) state.y -= pen;
    else state.x += pen * scale;
  }

  /** @param across along the baseline; `null` for a glyph of a vertical line, which stands in a square below the pen */
  private add(unicode: string, placed: Matrix, across: { pen: number; width: number } | null, pen: number): void {
    const { size, font } = this.state;
    const margin = OVERHANG * size;
    const box = across
      ? {
          left: Math.min(across.pen, across.pen + across.width),
          right: Math.max(across.pen, across.pen + across.width),
          bottom: sensible(font?.descent, -0.6, -0.15, -0.26) * size,
          top: sensible(font?.ascent, 0.7, 1.2, 0.96) * size,
        }
      : { left: -0.6 * size, right: 0.6 * size, bottom: -pen - 1.1 * size, top: -pen + 0.1 * size };
    this.letters.push({
      unicode,
      start: apply(placed, box.left, 0),
      end: apply(placed, box.right, 0),
      corners: [
        apply(placed, box.left - margin, box.bottom),
        apply(placed, box.right + margin, box.bottom),
        apply(placed, box.right + margin, box.top),
        apply(placed, box.left - margin, box.top),
      ],
    });
  }
}

function initialState(matrix: Matrix): TextState {
  return {
    ...{ matrix, font: null, size: 0, direction: 1, characterSpacing: 0, wordSpacing: 0, horizontalScale: 1 },
    ...{ leading: 0, rise: 0, textMatrix: IDENTITY, x: 0, y: 0, lineX: 0, lineY: 0 },
  };
}

/** Fonts lie about their height: what is outside the usual is not believed. */
function sensible(value: number | undefined, lowest: number, highest: number, usual: number): number {
  return value !== undefined && value >= lowest && value <= highest ? value : usual;
}
