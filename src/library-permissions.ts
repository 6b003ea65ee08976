import type { SourceFile } from './frontend/analyze.ts';
import { sound } from './library.ts';
import type { SpecOptions } from './library.ts';
import { ramPolicy as policyOf } from './permissions/policy.ts';
import type { Purpose, RamPolicy } from './permissions/policy.ts';

/**
 * The policy of RAM that a role needs for runs of a spec, as `ram-policy` prints it.
 * @throws Failure for a spec with errors
 */
export const ramPolicy = (files: readonly SourceFile[], purpose: Purpose, options: SpecOptions = {}): RamPolicy =>
  policyOf(sound(files, options).program, purpose);
