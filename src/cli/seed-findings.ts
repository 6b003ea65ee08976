import type { Diagnostic } from '../base/diagnostic.ts';
import { parseSeed } from '../emulator/seed/check.ts';
import { InvalidInput } from '../input/invalid-input.ts';

/**
 * What is wrong with a seed of the local cloud. It throws nothing: it is bundled on its own, where the classes of what is
 * thrown are others.
 */
export function seedFindings(file: string, text: string): readonly Diagnostic[] {
  try {
    parseSeed(text, file);
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.diagnostics;
    throw error;
  }
}
