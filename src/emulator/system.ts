import { randomUUID } from 'node:crypto';

/** The only source of time and random numbers; everything else is given them. */
export type System = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A request id in the form of the service: a UUID in upper case. */
  readonly requestId: () => string;
  /** Resolves so many milliseconds later. */
  readonly wait: (milliseconds: number) => Promise<void>;
};

/** The system's clock, and random ids. */
export const system: System = {
  now: () => Date.now(),
  requestId: () => randomUUID().toUpperCase(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
