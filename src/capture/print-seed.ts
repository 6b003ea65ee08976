import type { Json } from '../base/json.ts';
import { toYaml } from '../base/yaml-writer.ts';
import { escapeQuoted } from '../escape/json.ts';
import type { Seed } from '../emulator/seed/types.ts';

/** A seed as the text of a file. */
export const printSeed = (seed: Seed): string =>
  escapeQuoted(`# Written by snapspec seed.\n${toYaml(seed as unknown as { [name: string]: Json })}`);
