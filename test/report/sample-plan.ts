import { formatVersion } from '../../src/base/format-version.ts';
import type { Operation, Plan, PlanEntry } from '../../src/plan/plan.ts';
import type { OperationResult } from '../../src/plan/receipt.ts';

/** Characters that move the cursor, hide text, or do harm in a log: no output may hold them as they are. */
const nasty = '\u001b]0;x\u0007 \u202e \u0085 \u2028 \ud800 \u200b\r\n::error::x';

/** What must not be in any output, beside line feeds. */
export const harmful = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]|^::/mu;

export const entry = (more: Partial<PlanEntry>): PlanEntry => ({
  address: 'policies/p',
  title: 'automatic snapshot policy',
  outcome: 'update',
  id: 'sp-1',
  summary: [],
  summaryFields: [],
  values: {},
  fields: [],
  attach: [],
  detach: [],
  notes: [],
  ...more,
});

export const operation = (more: Partial<Operation> = {}): Operation => ({
  id: 'policies/p#modify',
  address: 'policies/p',
  section: 'policies',
  action: 'modify',
  why: 'change name',
  risk: 'safe',
  call: { writes: true, region: 'cn-hangzhou', service: 'ecs', action: 'ModifyAutoSnapshotPolicyEx', params: {} },
  after: [],
  ...more,
});

export const plan = (more: Partial<Plan> = {}): Plan => ({
  formatVersion,
  kind: 'snapspec.plan',
  stack: 's',
  account: '1',
  region: 'cn-hangzhou',
  entries: [],
  operations: [],
  problems: [],
  gate: { reductions: [], count: 0, passed: true, notes: [] },
  leftOut: [],
  unchecked: [],
  calls: { made: 1, toMake: 0, byAction: { made: {}, toMake: {} } },
  ...more,
});

/** A plan in which every text that comes from a spec or a cloud is this one. */
export const hostilePlanOf = (nasty: string): Plan =>
  plan({
    stack: nasty,
    account: nasty,
    region: nasty,
    problems: [{ code: 'x', severity: 'error', message: nasty, help: nasty, place: { file: nasty, path: [nasty] } }],
    gate: {
      reductions: [{ address: nasty, by: 'detach', loses: nasty, count: 2, ids: [nasty, nasty] }],
      count: 2,
      passed: false,
      notes: [nasty],
    },
    leftOut: [nasty],
    unchecked: [{ section: nasty, code: nasty }],
    against: {
      ref: nasty,
      commit: nasty,
      notes: [nasty],
      differences: (['edited', 'cloud', 'both'] as const).flatMap((origin) => [
        { address: nasty, field: nasty, origin, live: nasty, spec: `${nasty}2`, base: nasty },
        { address: nasty, field: `attachment of ${nasty}`, origin, live: 'not attached', spec: 'attached' },
        { address: nasty, field: 'entry', origin, live: 'absent', spec: 'declared', base: nasty },
      ]),
    },
    operations: [
      operation({ id: nasty, address: nasty, why: nasty, risk: 'reduces-protection', held: { cause: 'refused', reason: nasty } }),
    ],
    entries: (['create', 'update', 'unchanged', 'closed', 'refused', 'unmanaged'] as const).map((outcome) =>
      entry({
        address: nasty,
        outcome,
        occurrence: nasty,
        id: nasty,
        status: nasty,
        values: { name: nasty, tags: { [nasty]: nasty } },
        fields: [{ field: 'name', before: nasty, after: `${nasty}2`, reduces: true }],
        tags: { set: { [nasty]: nasty }, unset: [nasty], before: { [nasty]: 'x' } },
        group: { before: nasty, after: nasty },
        attach: [nasty],
        detach: [nasty],
        notes: [nasty],
        refusal: { reason: nasty, help: nasty },
        twins: [nasty],
        doubtful: [{ id: nasty, why: nasty }],
        selection: { ids: [nasty], passedOver: [nasty], items: [{ list: 'any', index: 0, text: nasty, by: nasty, matched: [nasty] }] },
        place: { file: nasty, path: [nasty] },
      }),
    ),
  });

export const hostilePlan = hostilePlanOf(nasty);

/** Results of which every text is hostile. */
export const hostileResults: readonly OperationResult[] = (['done', 'already', 'failed', 'skipped', 'cancelled', 'unknown'] as const).map(
  (outcome) => ({
    id: nasty,
    address: nasty,
    action: 'create',
    outcome,
    resourceId: nasty,
    requestId: nasty,
    code: nasty,
    message: nasty,
    help: nasty,
  }),
);
