import { diagnosticJson } from '../diagnostic-json.ts';
import { jsonText } from '../../escape/json.ts';
import type { PlanFormat } from './format.ts';

/** A plan as one JSON document. */
export const json: PlanFormat = {
  hasFindings: true,
  print: (plan, documents) => jsonText({ ...plan, problems: plan.problems.map((found) => diagnosticJson(found, documents)) }),
};
