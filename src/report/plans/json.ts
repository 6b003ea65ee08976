import { diagnosticJson } from '../diagnostic-json.ts';
import { jsonText } from '../../escape/json.ts';
import { planDigest } from '../../plan/digest.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Documents } from '../location.ts';
import type { PlanFormat } from './format.ts';

/** A plan as schema/plan.schema.json describes it. */
export const planJson = (plan: Plan, documents: Documents) => ({
  ...plan,
  problems: plan.problems.map((found) => diagnosticJson(found, documents)),
  digest: planDigest(plan),
});

/** A plan as one JSON document. */
export const json: PlanFormat = { hasFindings: true, print: (plan, documents) => jsonText(planJson(plan, documents)) };
