import { describe, expect, it } from '@jest/globals';
import {
  type DiaryVisit,
  type ReviewedUnit,
  reviewEntry,
  visitEntry,
} from '../../../src/domain/diary/diary-entries.js';
import { initialsOf } from '../../../src/domain/kernel/initials.js';
import { writeCalendar } from '../../../src/platform/calendar/write-calendar.js';

const UNIT: ReviewedUnit = {
  ...{ registrationId: 'r1', unitKey: 'U40', unitState: 'in_progress', learnerName: 'Maya van Osei' },
  plan: { version: 2, nextReviewOn: '2026-06-30', createdAt: '2026-05-01T09:00:00.000Z' },
  reviews: [{ nextReviewOn: '2026-07-10', recordedAt: '2026-05-29T10:00:00.000Z' }],
};
const VISIT: DiaryVisit = {
  ...{ id: 'v1', awardingOrganisation: 'Pearson', kind: 'remote', revision: 3 },
  ...{ opensAt: '2026-06-01T00:00:00.000Z', closesAt: '2026-06-14T18:00:00.000Z' },
  ...{ createdAt: '2026-05-20T09:00:00.000Z', suspendedAt: null, concludedAt: null },
};

describe('a review in a diary', () => {
  it('is on the day that was promised last', () => {
    expect(reviewEntry(UNIT)).toMatchObject({
      ...{ key: 'review-r1', when: { day: '2026-07-10' }, changedAt: '2026-05-29T10:00:00.000Z' },
    });
  });

  it('keeps its key and grows in sequence when a new plan moves it', () => {
    const moved = { version: 3, nextReviewOn: '2026-08-01', createdAt: '2026-06-05T09:00:00.000Z' };
    const [before, after] = [reviewEntry(UNIT), reviewEntry({ ...UNIT, plan: moved })];
    expect(after).toMatchObject({ key: before?.key, when: { day: '2026-08-01' } });
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
  });

  it('is not there when none was promised, nor once the unit is released', () => {
    expect(reviewEntry({ ...UNIT, plan: null, reviews: [] })).toBeNull();
    expect(reviewEntry({ ...UNIT, unitState: 'iqa_released' })).toBeNull();
  });

  it('names nobody', () => {
    expect(initialsOf('Maya van Osei')).toBe('MvO');
    expect(JSON.stringify(reviewEntry(UNIT))).not.toMatch(/Maya|Osei/);
  });
});

describe('the feed', () => {
  const NOW = '2026-06-02T09:00:00.000Z';
  const entries = [reviewEntry(UNIT), visitEntry(VISIT, NOW)].filter((entry) => entry !== null);
  const feed = writeCalendar('Verifolio', entries, 'portfolio.test');

  it('has whole days for reviews and times for visits', () => {
    expect(feed).toContain('DTSTART;VALUE=DATE:20260710\r\nDTEND;VALUE=DATE:20260711\r\n');
    expect(feed).toContain('DTSTART:20260601T000000Z\r\nDTEND:20260614T180000Z\r\n');
    expect(feed).toContain('UID:review-r1@portfolio.test\r\nSEQUENCE:3\r\n');
  });

  it('says of a suspended visit that it is cancelled', () => {
    const suspended = { ...VISIT, suspendedAt: NOW, revision: 4 };
    const cancelled = writeCalendar('Verifolio', [visitEntry(suspended, NOW)], 'portfolio.test');
    expect(feed).not.toContain('STATUS:CANCELLED');
    expect(cancelled).toContain('STATUS:CANCELLED');
  });

  it('folds long lines and escapes what would be a line of its own', () => {
    const awardingOrganisation = `Board; of, all\r\nEND:VCALENDAR\nBEGIN:VEVENT ${'ü'.repeat(100)}`;
    const hostile = writeCalendar('Verifolio', [visitEntry({ ...VISIT, awardingOrganisation }, NOW)], 'portfolio.test');
    const lines = hostile.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(lines.filter((line) => line.startsWith('END:VCALENDAR'))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('BEGIN:VEVENT'))).toHaveLength(1);
    expect(hostile).not.toMatch(/[^\r]\n/);
  });

  it('is the same to the byte for the same entries', () => {
    expect(writeCalendar('Verifolio', entries, 'portfolio.test')).toBe(feed);
  });
});
