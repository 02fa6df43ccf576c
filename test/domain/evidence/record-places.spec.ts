import { describe, expect, it } from '@jest/globals';
import { formOf } from '../../../src/domain/evidence/forms/method-forms.js';
import { placesIn } from '../../../src/domain/evidence/forms/record-places.js';

describe('The places of a written record', () => {
  const discussion = formOf('professional_discussion');

  it('are its paragraphs and the latest time that it names', () => {
    const summary = [
      { at: '00:04:10', text: 'How the refund was found.\nWhy it was within the limit.' },
      { at: '00:31:50', text: 'What was learned.' },
    ];
    const places = placesIn(discussion, { startTime: '14:05:00', summary });
    expect(places).toMatchObject({ lastTime: 31 * 60 + 50 });
    expect(places?.paragraphs).toBeGreaterThanOrEqual(3);
  });

  it('are found in plain words as well, and a time of the day is none', () => {
    expect(placesIn(discussion, { startTime: '14:05:00', summary: ['Refunds.', 'From 01:02:03 on: limits.'] })).toEqual(
      {
        paragraphs: 2,
        lastTime: 3_723,
      },
    );
  });

  it('may be numbered paragraphs, of which the highest number counts', () => {
    expect(placesIn(discussion, { summary: [{ at: 12, text: 'Refunds.' }] })).toEqual({
      paragraphs: 12,
      lastTime: null,
    });
    expect(placesIn(discussion, { summary: [{ at: '4:10', text: 'Refunds.' }] })?.lastTime).toBe(4 * 3_600 + 600);
  });

  it('are unknown in a main text of one piece, and none where nothing is written', () => {
    expect(placesIn(formOf('reflective_account'), { account: 'All in one.' })?.paragraphs).toBeNull();
    expect(placesIn(discussion, { isRecorded: true })).toBeNull();
    expect(placesIn(discussion, null)).toBeNull();
  });
});
