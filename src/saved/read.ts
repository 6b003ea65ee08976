import { savedPlan as validate } from '../../schema/saved-plan.js';
import { Failure } from '../base/failure.ts';
import { formatVersion } from '../base/format-version.ts';
import { canonicalJson, isRecord } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { quote } from '../base/text.ts';
import { checkInput, InvalidInput } from '../input/index.ts';
import { maxDepth } from '../read/limits.ts';
import { planDigest } from '../plan/digest.ts';
import { contentDigest, planIn } from './saved-plan.ts';
import type { SavedPlan } from './saved-plan.ts';
import { savedPlanSchema } from './schema.ts';

const again = 'Make it again with snapspec plan --out FILE, and read it before it is applied.';

const refused = (file: string, what: string, help = again): Failure => new Failure('refused', `${quote(file)} ${what}`, { help });

const notOne = (file: string): Failure =>
  refused(file, 'is not a saved plan.', 'A plan is saved with snapspec plan --out FILE. A spec is named with -f FILE.');

/** What comes after is done level by level, so that a text of brackets alone would fill the stack. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inText) {
      if (char === '\\') at++;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    if (depth > maxDepth) return true;
  }
  return false;
}

function jsonIn(text: string, file: string): { readonly [name: string]: Json } {
  if (!text.startsWith('{') || isTooDeep(text)) throw notOne(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refused(file, 'is not a saved plan, or not a whole one: it is no JSON.');
  }
  if (!isRecord(value) || value['kind'] !== 'snapspec.saved-plan') throw notOne(file);
  return value;
}

function isCanonical(value: Json, text: string): boolean {
  try {
    return `${canonicalJson(value, JSON.stringify)}\n` === text;
  } catch {
    // 1e999 is JSON, and no number.
    return false;
  }
}

function checked(value: Json, file: string): SavedPlan {
  try {
    return checkInput<SavedPlan>({ noun: 'saved plan', schema: savedPlanSchema, validate }, value, file);
  } catch (error) {
    if (error instanceof InvalidInput) throw refused(file, `is not as snapspec writes it: ${error.message}`);
    throw error;
  }
}

/**
 * Reads a saved plan. It is written in one way only, so that anything else was not written by snapspec, or not left so.
 * The digest tells of accidents; whoever can write the file can make another one, which is why it decides nothing.
 * @throws Failure `refused` for whatever is no saved plan, of another version, or changed since it was written
 */
export function readSavedPlan(text: string, file: string): SavedPlan {
  const value = jsonIn(text, file);
  if (value['formatVersion'] !== formatVersion)
    throw refused(file, `has the format version ${quote(value['formatVersion'])}; this snapspec reads ${formatVersion}.`);
  if (!isCanonical(value, text)) throw refused(file, 'has been changed since it was written: it is not in canonical form.');
  const saved = checked(value, file);
  const { digest, ...content } = saved;
  if (contentDigest(content) !== digest || planDigest(planIn(saved)) !== saved.plan.digest)
    throw refused(file, 'has been changed since it was written: its digest does not fit its content.');
  return saved;
}

/** Whether a saved plan has expired. */
export const isExpired = ({ expires }: SavedPlan, now: number): boolean => Date.parse(expires) <= now;

/**
 * @param now milliseconds since 1970
 * @throws Failure `refused` for one that has expired
 */
export function refuseExpired(saved: SavedPlan, file: string, now: number): void {
  if (isExpired(saved, now)) throw refused(file, `has expired: it counted until ${saved.expires}.`);
}

/**
 * @throws Failure `refused` for a plan of another stack, region or account; the account only where it is known
 */
export function refuseElsewhere(
  { plan }: SavedPlan,
  file: string,
  now: { readonly stack: string; readonly region: string; readonly account?: string },
): void {
  for (const what of ['stack', 'region', 'account'] as const)
    if (now[what] !== undefined && now[what] !== plan[what])
      throw refused(
        file,
        `is a plan of the ${what} ${quote(plan[what])}, and this run is of the ${what} ${quote(now[what])}.`,
        'Name the spec, and use the credentials, that it was made with.',
      );
}
