/** The weekdays, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** When snapshots are taken, as written in the spec. `at` and `days` hold at least one item. */
export type LocalSchedule = {
  /** An IANA name of the form Area/Location, or `UTC`. */
  readonly timezone: string;
  /** Times of day, `HH:MM`. */
  readonly at: readonly string[];
  /** Every day where absent. */
  readonly days?: readonly Weekday[];
  /** Which offset the times are meant in: the zone's smallest (`standard`, the default) or its greatest. */
  readonly dst?: 'standard' | 'daylight';
};

/** When snapshots are taken, as the service stores it; both lists are sorted and without repeats. */
export type ApiSchedule = {
  /** Hours 0 to 23, in UTC+8. */
  readonly timePoints: readonly number[];
  /** 1 (Monday) to 7 (Sunday), in UTC+8. */
  readonly repeatWeekdays: readonly number[];
};
