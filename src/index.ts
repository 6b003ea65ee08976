/**
 * snapspec as a library: the stages of the command line as functions.
 * `lint` and `compile` are pure; `plan` reads the cloud; `apply` changes it.
 */
export type { Checked, Diagnostic, Place, Severity } from './base/diagnostic.ts';
export type { Clock } from './base/clock.ts';
export { Failure } from './base/failure.ts';
export type { SourceFile } from './frontend/analyze.ts';
export type { Desired } from './kinds/desired.ts';
export type { Plan, Operation, PlanEntry } from './plan/plan.ts';
export type { OperationResult, ApplyEvent } from './plan/receipt.ts';
export { read, lint, compile, plan, apply } from './library.ts';
export type { CloudAccess, LibraryOptions } from './library.ts';
