/** Numbers of the house (POL): they say when something is late and when a letter goes out, and block nothing. */
export const WORKLOAD_POLICY = {
  /** Within how many working days submitted evidence is decided on. */
  decideWithin: 10,
  /** How many days back turnaround times are counted. */
  turnaroundDays: 90,
  /** How many days back planned and taken samples are held against each other. */
  complianceDays: 365,
  /** The hour in `DIGEST_ZONE` from which the letter of the day goes out. */
  digestHour: 7,
} as const;

export const DIGEST_ZONE = 'Europe/London';
