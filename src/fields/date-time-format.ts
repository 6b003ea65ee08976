/** A day (`YYYY-MM-DD`), or an instant with its zone, by its form. */
export const dateTimePattern =
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$';

const form = new RegExp(dateTimePattern);

/**
 * Milliseconds since 1970 of an instant with its zone, or of the end of a day in UTC.
 * Undefined where the text is neither, or names a day or time that does not exist.
 */
export function parseDateTime(text: string): number | undefined {
  if (latest?.text !== text) latest = { text, moment: read(text) };
  return latest.moment;
}

/** The last one that was asked for: entries of a spec tend to name the same day, each more than once. */
let latest: { readonly text: string; readonly moment: number | undefined } | undefined;

function read(text: string): number | undefined {
  if (!form.test(text)) return undefined;
  const day = text.slice(0, 10);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // The calendar rolls 31 February on into March; only a day that stays itself exists.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) return undefined;
  const instant = text.length > 10 ? Date.parse(text) : midnight + 86_400_000 - 1;
  return Number.isNaN(instant) ? undefined : instant;
}
