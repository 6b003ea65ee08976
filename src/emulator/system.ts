import { randomUUID } from 'node:crypto';

/** The one place where time and chance come from; everything else is given them. */
export type System = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A request id in the form of the service: a UUID in upper case. */
  readonly requestId: () => string;
  /** Resolves so many milliseconds later. */
  readonly wait: (milliseconds: number) => Promise<void>;
};

/** The wall's clock, and true chance. */
export const system: System = {
  now: () => Date.now(),
  requestId: () => randomUUID().toUpperCase(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
