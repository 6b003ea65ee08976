import type { Diagnostic, Place } from '../base/diagnostic.ts';
import { formatVersion } from '../base/format-version.ts';
import { sha256Hex } from '../base/hash.ts';
import { canonicalJson } from '../base/json.ts';
import { meaningOf } from '../compile/meaning.ts';
import type { Program } from '../frontend/analyze.ts';
import type { Plan } from '../plan/plan.ts';
import { textOfValue } from '../read/variable-value.ts';
import type { Variables } from '../read/variable-value.ts';
import { planJson } from '../report/plans/json.ts';
import type { Documents } from '../report/location.ts';

/** The values of variables as text, whatever they were read from. */
export type SavedVariables = { readonly [name: string]: string | readonly string[] };

/** Digests of what entries compile to, by address. */
export type SavedSpec = { readonly [address: string]: string };

/** A plan as a file. It says what was planned, of which spec and until when it counts; it tells nobody what to do. */
export type SavedPlan = {
  readonly formatVersion: typeof formatVersion;
  readonly kind: 'snapspec.saved-plan';
  readonly created: string;
  readonly expires: string;
  readonly variables: SavedVariables;
  readonly spec: SavedSpec;
  /** The approval of reductions that it was made with. */
  readonly approval?: { readonly reductions: number; readonly reason?: string };
  /** The plan as `--format json` prints it. */
  readonly plan: ReturnType<typeof planJson>;
  /** SHA-256 of the canonical form of all other members, in hexadecimal. */
  readonly digest: string;
};

const canonical = (value: unknown): string => canonicalJson(value as never, JSON.stringify);

function valueText({ value }: NonNullable<ReturnType<Variables['get']>>): string | readonly string[] {
  if (typeof value !== 'string' && value.type === 'list') return value.items.map((item) => textOfValue(item) ?? '');
  return textOfValue(value) ?? '';
}

/** The values of variables as a saved plan has them; one without a value is left out. */
export const savedVariables = (variables: Variables): SavedVariables =>
  Object.fromEntries([...variables].flatMap(([name, given]) => (given === undefined ? [] : [[name, valueText(given)]])));

/** The digests of the entries of a spec. */
export const savedSpec = ({ desired }: Program): SavedSpec =>
  Object.fromEntries(desired.map((one) => [one.address, sha256Hex(canonical(meaningOf(one)))]));

/** What a plan was made of. */
export type PlanOrigin = {
  readonly program: Program;
  readonly variables: Variables;
  readonly documents: Documents;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds for which it counts. */
  readonly lifetime: number;
};

/** A plan as it is saved. */
export function savedPlanOf(plan: Plan, { program, variables, documents, now, lifetime }: PlanOrigin): SavedPlan {
  const { approval } = plan.gate;
  const content: Omit<SavedPlan, 'digest'> = {
    formatVersion,
    kind: 'snapspec.saved-plan',
    created: new Date(now).toISOString(),
    expires: new Date(now + lifetime).toISOString(),
    variables: savedVariables(variables),
    spec: savedSpec(program),
    ...(approval && {
      approval: { reductions: approval.reductions, ...(approval.reason !== undefined && { reason: approval.reason }) },
    }),
    plan: planJson(plan, documents),
  };
  return { ...content, digest: contentDigest(content) };
}

/** The digest of all members of a saved plan but the digest itself. */
export const contentDigest = (content: Omit<SavedPlan, 'digest'>): string => sha256Hex(canonical(content));

/** The text of a saved plan: canonical JSON (RFC 8785), so that it can be written in one way only. */
export const savedPlanText = (saved: SavedPlan): string => `${canonical(saved)}\n`;

type SavedFinding = SavedPlan['plan']['problems'][number];

/** The lines of a place are those of a text that may be another one now. */
function findingOf({ place, related: _, fix: __, ...rest }: SavedFinding): Diagnostic {
  const at: Place | undefined = place && 'path' in place && place.path ? { file: place.file, path: place.path } : undefined;
  return { ...rest, ...(at && { place: at }) };
}

/** The plan in a saved plan, with its findings as far as they can be told without the spec. */
export function planIn({ plan: { digest: _, problems, ...plan } }: SavedPlan): Plan {
  return { ...plan, problems: problems.map(findingOf) };
}
