import type { FailureType } from '../base/failure.ts';

/** The exit codes. */
export const exits = {
  ok: 0,
  findings: 1,
  changes: 2,
  refused: 3,
  unknown: 4,
  cloud: 5,
  usage: 64,
  bug: 70,
  hungUp: 129,
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

/** The exit code of a run that a signal ended. */
export const exitOfSignal = { SIGHUP: exits.hungUp, SIGINT: exits.interrupted, SIGTERM: exits.terminated } as const;

/** The exit code of a run whose signal was aborted. */
export const exitOfAbort = ({ reason }: AbortSignal): number =>
  Object.hasOwn(exitOfSignal, String(reason)) ? exitOfSignal[reason as keyof typeof exitOfSignal] : exits.interrupted;

/** By priority: where several hold, the first is reported. */
const priority = [
  exits.bug,
  exits.unknown,
  exits.hungUp,
  exits.interrupted,
  exits.terminated,
  exits.refused,
  exits.cloud,
  exits.usage,
  exits.findings,
  exits.changes,
];

/** The exit code of highest priority. */
export function worst(codes: readonly number[]): number {
  return priority.find((code) => codes.includes(code)) ?? exits.ok;
}
