import type { SaxesParser } from 'saxes';
import { dateOfSerial, type TableCell, type TableRow } from './table-row.js';
import { listen, unescapeText } from './workbook-parts.js';

/** More columns than a log has; a cell beyond them would only stretch the row. */
const MAX_COLUMNS = 1_000;

/** Makes rows of one sheet's XML while it is being parsed. */
export class SheetReader {
  private rows: TableRow[] = [];
  private rowNumber = 0;
  private cells: (TableCell | null)[] = [];
  private column = 0;
  private type = '';
  private style = 0;
  private isFormula = false;
  private isValue = false;
  private value = '';

  /**
   * @param strings the texts that cells point at
   * @param dateStyles by number of the style, whether it shows a date
   */
  constructor(
    private readonly strings: readonly string[],
    private readonly dateStyles: readonly boolean[],
  ) {}

  listenTo(parser: SaxesParser): void {
    listen(parser, {
      open: (name, attributes) => this.open(name, attributes),
      text: (text) => {
        if (this.isValue) this.value += text;
      },
      close: (name) => this.close(name),
    });
  }

  /** The rows that are complete since it was last asked. */
  takeRows(): TableRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        // Row and column may be left out: then it is the next one.
        this.rowNumber = attributes.r === undefined ? this.rowNumber + 1 : Number(attributes.r);
        if (!Number.isSafeInteger(this.rowNumber)) throw new RangeError('the row has no number');
        this.cells = [];
        this.column = 0;
        break;
      case 'c':
        this.column = attributes.r === undefined ? this.column + 1 : columnOf(attributes.r);
        this.type = attributes.t ?? 'n';
        this.style = Number(attributes.s ?? '0');
        this.isFormula = false;
        this.value = '';
        break;
      case 'f':
        this.isFormula = true;
        break;
      case 'v':
      case 't':
        this.isValue = true;
        break;
    }
  }

  private close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    if (name === 'c' && this.column <= MAX_COLUMNS) {
      while (this.cells.length < this.column - 1) this.cells.push(null);
      this.cells[this.column - 1] = this.cell();
    }
    if (name === 'row') this.rows.push({ number: this.rowNumber, cells: this.cells });
  }

  private cell(): TableCell | null {
    if (this.isFormula) return { kind: 'formula' };
    const { value } = this;
    if (value === '') return null;
    switch (this.type) {
      case 's':
        return textCell(this.sharedString(Number(value)));
      case 'str':
      case 'inlineStr':
        return textCell(unescapeText(value));
      case 'b':
        return { kind: 'text', text: value === '1' ? 'TRUE' : 'FALSE' };
      case 'e':
        return { kind: 'error', code: value };
      case 'd':
        return { kind: 'date', date: value.replace(/T00:00:00(\.0+)?$/, '') };
      default:
        return this.numberCell(Number(value));
    }
  }

  private sharedString(index: number): string {
    const text = this.strings[index];
    if (text === undefined) throw new RangeError('the cell points at a text that does not exist');
    return text;
  }

  private numberCell(number: number): TableCell {
    if (!Number.isFinite(number)) throw new RangeError('the cell holds no number');
    const date = this.dateStyles[this.style] ? dateOfSerial(number) : null;
    return date === null ? { kind: 'number', number } : { kind: 'date', date };
  }
}

function textCell(text: string): TableCell | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : { kind: 'text', text: trimmed };
}

/** `AB12` → 28. */
function columnOf(address: string): number {
  const [letters] = /^[A-Z]{1,3}(?=\d)/.exec(address) ?? [];
  if (letters === undefined) throw new RangeError('the cell has no address');
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}
