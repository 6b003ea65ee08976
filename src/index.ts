/**
 * snapspec as a library: the stages of the command line as functions (docs/library.md).
 * `lint`, `compile`, `locate` and what formats are pure; `plan`, `preflight` and `wait` read the cloud; `apply` changes it.
 */
export { read, lint, compile } from './library.ts';
export { locate, formatFindings, formatPlan, formatReceipt, formatWaited } from './library-format.ts';
export { plan, preflight, apply, wait } from './library-cloud.ts';
export { accessFromEnvironment } from './library-access.ts';
export { savePlan, readSaved, stale } from './library-saved.ts';
export { ramPolicy } from './library-permissions.ts';
export { Failure } from './base/failure.ts';
export type * from './library-types.ts';
