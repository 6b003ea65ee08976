import type { FailureType } from '../base/failure.ts';

/** What the exit codes mean. */
export const exits = {
  ok: 0,
  findings: 1,
  changes: 2,
  refused: 3,
  unknown: 4,
  cloud: 5,
  usage: 64,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;

/** The exit code of a failure. */
export const exitOf: { readonly [F in FailureType]: number } = {
  usage: exits.usage,
  refused: exits.refused,
  unknown: exits.unknown,
  cloud: exits.cloud,
  operation: exits.findings,
};

/** Where several hold, the first of these is the one to tell. */
const order = [exits.bug, exits.unknown, exits.interrupted, exits.terminated, exits.refused, exits.cloud, exits.findings, exits.changes];

/** The exit code that stands for all that happened. */
export function worst(codes: readonly number[]): number {
  return order.find((code) => codes.includes(code)) ?? exits.ok;
}
