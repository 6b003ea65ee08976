// Every type that a signature of the library names, for programs that pass such values on.
export type { Checked, Diagnostic, Fix, Path, Place, Severity, Source, Spot } from './base/diagnostic.ts';
export type { FailureType } from './base/failure.ts';
export type { Issue } from './base/issue.ts';
export type { Json } from './base/json.ts';
export type { Credentials } from './cloud/credentials.ts';
export type { GivenEndpoints } from './cloud/endpoints.ts';
export type { ReadWait } from './cloud/patient-reader.ts';
export type { ProxyServer } from './cloud/proxy.ts';
export type { Difference, FieldChange, TagChange } from './diff/change.ts';
export type { Unchecked } from './diff/live-state.ts';
export type { SourceFile } from './frontend/analyze.ts';
export type { Service } from './facts/services.ts';
export type { Param, Params, WriteCall } from './kinds/calls.ts';
export type { Desired, ItemIndex, Props } from './kinds/desired.ts';
export type { SelectedItem, Selection, SelectionIssue } from './kinds/targets.ts';
export type { LibraryOptions, SpecOptions } from './library.ts';
export type { CloudAccess } from './library-access.ts';
export type { Applied, ApplyOptions, RunOptions, Waited } from './library-cloud.ts';
export type { FindingsFormatName, FormatOptions, PlanFormatName, ReceiptFormatName, WaitFormatName } from './library-format.ts';
export type { Purpose, RamPolicy } from './permissions/policy.ts';
export type { Against, Compared, Origin } from './plan/compared.ts';
export type { Approval, Gate } from './plan/gate.ts';
export type { Reduction } from './plan/reductions.ts';
export type {
  Action,
  CallCounts,
  EntryOutcome,
  Held,
  Operation,
  Plan,
  PlanEntry,
  Reattached,
  Risk,
  TakenOff,
  Taking,
} from './plan/plan.ts';
export type { ApplyEvent, OperationResult, Outcome } from './plan/receipt.ts';
export type { Span } from './read/source-span.ts';
export type {
  BoolNode,
  Document,
  Entry,
  Given,
  ListNode,
  MapNode,
  Node,
  NullNode,
  NumberNode,
  Placed,
  TextNode,
} from './read/syntax-tree.ts';
export type { WaitResult } from './report/waits/format.ts';
export type { SavedPlan, SavedSpec, SavedVariables } from './saved/saved-plan.ts';
export type { Stale } from './saved/stale.ts';
