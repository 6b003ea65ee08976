import type { Diagnostic, Place } from '../base/diagnostic.ts';
import { currentCode } from '../base/renamed-codes.ts';
import type { NamedCode, Suppression } from './comments.ts';
import type { SeverityConfig } from './severity.ts';

function renamedCode(written: string, place: Place, more: Pick<Diagnostic, 'help' | 'fix'>): Diagnostic {
  const message = `${written} is now called ${currentCode(written)}.`;
  return { code: 'renamed-code', severity: 'info', message, place, label: 'the old name', ...more };
}

const isRenamed = ({ code, written }: NamedCode): boolean => code !== written;

/** Old names of codes in ignores. */
export function renamedInComments(ignores: readonly Suppression[]): Diagnostic[] {
  return ignores.flatMap(({ file, codes }) =>
    codes.filter(isRenamed).map(({ code, written, start, end }) => {
      const place = { file, range: [start, end] } as const;
      return renamedCode(written, place, writing(code, place));
    }),
  );
}

/** Old names of codes in a `lint` section. */
export function renamedRules({ renamed = [] }: SeverityConfig, file: string): Diagnostic[] {
  return renamed.map(({ written, overridden }) => {
    const place = { file, path: ['lint', 'rules', written], part: 'key' } as const;
    const code = currentCode(written);
    return renamedCode(written, place, overridden ? { help: `Remove it: ${code} is set too, and wins.` } : writing(code, place));
  });
}

const writing = (code: string, place: Place): Pick<Diagnostic, 'help' | 'fix'> => ({
  help: `Write ${code}.`,
  fix: { title: `Write ${code}`, safe: true, edits: [{ place, text: code }] },
});
