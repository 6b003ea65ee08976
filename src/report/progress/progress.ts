/** One thing that is under way. */
export type Doing = {
  /** What it is about: an address, or what is read. */
  readonly subject: string;
  readonly what: string;
  /** When it began, in milliseconds since 1970. */
  readonly since: number;
  /** How far it is, where the service says it. */
  readonly percent?: number;
};

/** How far a run is. */
export type Progress = {
  /** When it began, in milliseconds since 1970. */
  readonly since: number;
  /** What is under way, the oldest first. */
  readonly doing: readonly Doing[];
  /** The run as a whole, without a full stop. */
  readonly summary: string;
};

/** A length of time for a person: `9 s`, `2 min 05 s`, `1 h 02 min`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`;
}
