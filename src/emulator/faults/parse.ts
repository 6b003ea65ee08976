import { Failure } from '../../base/failure.ts';
import { checkMembers, checkShape, parseYaml } from '../model/shape.ts';
import type { MemberShapes } from '../model/shape.ts';
import { faultTypes } from './rules.ts';
import type { FaultList } from './rules.ts';

const ruleShape: MemberShapes = {
  type: { type: 'word', words: faultTypes, required: true },
  action: { type: 'text' },
  service: { type: 'word', words: ['ecs', 'ecd', 'sts'] },
  where: { type: 'tags' },
  only: { type: 'word', words: ['writes', 'reads'] },
  nth: { type: 'counts' },
  probability: { type: 'number', min: 0, max: 1 },
  times: { type: 'number', min: 0, max: Number.MAX_SAFE_INTEGER, whole: true },
  code: { type: 'text' },
  status: { type: 'number', min: 300, max: 599, whole: true },
  message: { type: 'text' },
  retryAfter: { type: 'text' },
  seconds: { type: 'number', min: 0, max: 1_000_000 },
  commit: { type: 'bool' },
  by: { type: 'number', min: -1_000_000, max: 1_000_000, whole: true },
  members: { type: 'texts' },
  location: { type: 'text' },
};

/**
 * Checks that a value is a list of faults: the rules alone, or with the seed of the random numbers.
 * @throws Failure `usage` that names the place and what it may be
 */
export function checkFaults(value: unknown, file: string): FaultList {
  const list = Array.isArray(value) ? { rules: value as unknown } : (value ?? { rules: [] });
  checkMembers(
    list,
    { seed: { type: 'number', min: 0, max: 4_294_967_295, whole: true }, rules: { type: 'objects', members: ruleShape } },
    file,
    'the list of faults',
  );
  const { rules = [], ...rest } = list as Partial<FaultList>;
  const nameless = rules.findIndex((rule) => rule.type === 'code' && rule.code === undefined);
  if (nameless >= 0) checkShape(undefined, { type: 'text' }, file, `rules[${nameless}].code`);
  const unsendable = rules.findIndex(({ retryAfter = '' }) => !/^[\x20-\x7e]*$/.test(retryAfter));
  if (unsendable >= 0)
    throw new Failure('usage', `rules[${unsendable}].retryAfter in ${file} is not the value of a header.`, {
      help: 'Give printable ASCII in one line, such as "30".',
    });
  return { ...rest, rules };
}

/**
 * Reads a file of faults.
 * @throws Failure `usage` for what is not YAML, or not of its shape
 */
export const parseFaults = (text: string, file: string): FaultList => checkFaults(parseYaml(text, file), file);
