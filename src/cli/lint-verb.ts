import { Option } from 'commander';
import type { Command } from 'commander';
import { findingsFormats } from '../report/findings.ts';
import { collect, format, specOptions } from './command-line.ts';
import type { ReportExit } from './command-line.ts';
import type { Host } from './host.ts';

/** Makes a command `lint`, which two command lines have: that of all verbs, and one that is nothing else. */
export function lintVerb(command: Command, load: () => Promise<typeof import('./verbs/lint.ts')>, io: Host, report: ReportExit): Command {
  return specOptions(command.description('check a spec without looking at any cloud'))
    .addOption(format(Object.keys(findingsFormats)))
    .addOption(
      new Option('--fail-on <severity>', 'from which severity on the exit code is 1 (default: error, or what the spec says)').choices([
        'error',
        'warning',
        'info',
      ]),
    )
    .option('--strict', 'take the narrower reading wherever the pages disagree')
    .option('--no-strict', 'do not, whatever the spec says')
    .option('--rule <code=severity>', 'what a finding weighs: off, info, warning or error; may be given several times', collect)
    .option('--no-ignores', 'report also what comments in the spec ignore')
    .option('--fix', 'mend what can be mended without a change of what is backed up; - prints the fixed text')
    .option('--unsafe', 'with --fix: mend also what may change what is backed up')
    .action(async (options) => report(await (await load()).lint(options, io)));
}
