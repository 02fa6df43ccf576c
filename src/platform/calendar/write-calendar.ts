import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { DiaryEntry } from '../../domain/diary/diary-entries.js';

/**
 * Entries as an iCalendar feed (RFC 5545). The same entries give the same bytes: stamps are those of the last change.
 * @param host of this installation, which makes ids unique in the world
 */
export function writeCalendar(name: string, entries: readonly DiaryEntry[], host: string): string {
  const calendar = ical({
    name,
    prodId: { company: 'Verifolio', product: 'Verifolio', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3_600,
  });
  for (const { key, sequence, changedAt, when, summary, description, isCancelled } of entries) {
    const [start, end, allDay] = 'day' in when ? [when.day, when.day, true] : [when.from, when.to, false];
    calendar.createEvent({
      id: `${key}@${host}`,
      ...{ sequence, summary, description, allDay },
      ...{ start: new Date(start), end: allDay ? dayAfter(end) : new Date(end) },
      ...{ stamp: new Date(changedAt), lastModified: new Date(changedAt) },
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}

/** The end of a whole day is the first day that it does not take (RFC 5545 §3.6.1). */
const dayAfter = (day: string): Date => new Date(Date.parse(day) + 86_400_000);
