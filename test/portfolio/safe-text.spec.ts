import { describe, expect, it } from '@jest/globals';
import { safeText } from '../../src/platform/pdf/safe-text.js';

const everyGlyph = (): boolean => true;
const basicPlaneOnly = (codePoint: number): boolean => codePoint < 0x10000;

describe('text of strangers on its way to a page', () => {
  it('leaves ordinary words as they are', () => {
    for (const text of [
      'Customers’ complaints – “resolved”',
      'Žofie, Łódź, Ünal',
      'line one\nline two',
      'Здравствуйте',
    ])
      expect(safeText(text, everyGlyph)).toBe(text);
  });

  it('drops controls of direction, which would make a line read as something else than it says', () => {
    expect(safeText('photo\u202Egpj.exe \u2066x\u2069', everyGlyph)).toBe('photogpj.exe x');
  });

  it('shows NUL, other controls and halves of surrogate pairs as replaced', () => {
    expect(safeText('a\u0000b\u001Bc\uD800d', everyGlyph)).toBe('a\uFFFDb\uFFFDc\uFFFDd');
  });

  it('knows one line end and no tabs', () => {
    expect(safeText('a\r\nb\rc\u2028d\te', everyGlyph)).toBe('a\nb\nc\nd e');
  });

  it('replaces what the font cannot draw, once for each letter', () => {
    expect(safeText('well done 🎉🎉', basicPlaneOnly)).toBe('well done \uFFFD\uFFFD');
  });

  it('caps a flood of combining marks and keeps honest ones', () => {
    expect(safeText('é', everyGlyph)).toBe('é'.normalize('NFC'));
    const flooded = safeText(`a${'\u0315'.repeat(50_000)}b`, everyGlyph);
    expect(flooded).toBe(`a${'\u0315'.repeat(4)}b`);
  });

  it('takes 400,000 letters in a moment', () => {
    const started = performance.now();
    safeText('x\u0301'.repeat(200_000), everyGlyph);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
