/** A time of the service that has minutes and no seconds. */
const minutesOnly = /^.{10}T\d\d:\d\dZ$/;

/** The end of the second, or of the minute, that a time of the service names, in milliseconds since 1970; NaN for what is no time. */
export const endOfTime = (time: string): number => Date.parse(time) + (minutesOnly.test(time) ? 60_000 : 1_000);
