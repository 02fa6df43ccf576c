import { describe, expect, it } from '@jest/globals';
import { parseRange } from '../../src/platform/files/http-range.js';

describe('A Range header for a file of 1,000 bytes (RFC 9110)', () => {
  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=0-499', 0, 499],
    ['bytes=500-999', 500, 999],
    ['bytes=500-', 500, 999],
    ['bytes=999-', 999, 999],
    ['bytes=900-5000', 900, 999],
    ['bytes=0-99999999999999999999999', 0, 999],
    ['bytes=-1', 999, 999],
    ['bytes=-200', 800, 999],
    ['bytes=-5000', 0, 999],
    ['Bytes=1-2', 1, 2],
    ['bytes= 1-2 ', 1, 2],
  ])('%s asks for bytes %d to %d', (header, start, end) => {
    expect(parseRange(header, 1000)).toEqual({ start, end });
  });

  it.each([
    [undefined],
    [''],
    ['bytes='],
    ['bytes=-'],
    ['bytes=a-b'],
    ['bytes=1.5-2'],
    ['bytes=--5'],
    ['bytes=5'],
    ['bytes=499-0'],
    ['bytes=0-1,5-6'],
    ['bytes=0-1, 2000-'],
    ['lines=0-9'],
    ['0-9'],
  ])('%s asks for the whole file', (header) => {
    expect(parseRange(header, 1000)).toBeNull();
  });

  it.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=5000-', 'bytes=-0', 'bytes=99999999999999999999-'])(
    '%s cannot be satisfied',
    (header) => {
      expect(() => parseRange(header, 1000)).toThrow(expect.objectContaining({ code: 'RANGE_NOT_SATISFIABLE' }));
    },
  );

  it.each(['bytes=0-', 'bytes=-5'])('%s cannot be satisfied by an empty file', (header) => {
    expect(() => parseRange(header, 0)).toThrow(expect.objectContaining({ code: 'RANGE_NOT_SATISFIABLE' }));
  });
});
