/**
 * snapspec as a library: the stages of the command line as functions.
 * `lint` and `compile` are pure; `plan` and `preflight` read the cloud; `apply` changes it.
 */
export type { Checked, Diagnostic, Place, Severity } from './base/diagnostic.ts';
export type { Clock } from './base/clock.ts';
export { Failure } from './base/failure.ts';
export type { SourceFile } from './frontend/analyze.ts';
export type { Desired } from './kinds/desired.ts';
export type { Plan, Operation, PlanEntry } from './plan/plan.ts';
export type { OperationResult, ApplyEvent } from './plan/receipt.ts';
export type { SavedPlan } from './saved/saved-plan.ts';
export type { Stale } from './saved/stale.ts';
export { read, lint, compile } from './library.ts';
export type { LibraryOptions, SpecOptions } from './library.ts';
export { plan, preflight, apply } from './library-cloud.ts';
export type { CloudAccess } from './library-cloud.ts';
export { savePlan, readSaved, stale } from './library-saved.ts';
