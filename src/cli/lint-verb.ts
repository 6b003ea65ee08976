import * as findingsFormats from '../report/findings/index.ts';
import { formatNames } from '../report/formats.ts';
import { cloudOptions } from './cloud-options.ts';
import type { Host } from './host.ts';
import { collect, formatOption, specOptions } from './verb-options.ts';
import type { Choice, Declaring, ReportExit } from './verb-options.ts';

/** How the verb is loaded: without the cloud, and with it. */
export type LoadLint = {
  readonly lint: () => Promise<Pick<typeof import('./verbs/lint.ts'), 'lint'>>;
  readonly live: () => Promise<Pick<typeof import('./verbs/lint-live.ts'), 'lintLive'>>;
};

/** What lint is declared to. */
interface Verb<O> extends Declaring {
  createOption(flags: string, description: string): O;
  addOption(option: O): this;
  // biome-ignore lint/suspicious/noExplicitAny: what an action is given follows from what was declared
  action(run: (...given: any[]) => Promise<void>): this;
}

/** Declares `lint`, which two command lines have: that of all verbs, and that of lint alone. */
export function lintVerb<O extends Choice, C extends Verb<O>>(command: C & Verb<O>, load: LoadLint, io: Host, report: ReportExit): C {
  const described = command
    .description('Check specs; without --live, without access to any cloud.')
    .argument('[files...]', 'Specs, and folders with specs; each is checked with those of its stack (default: snapspec.yaml).');
  const live = specOptions(described).option('--live', 'Read the cloud too, and report what it would refuse; changes nothing.');
  return cloudOptions(live)
    .addOption(formatOption((flags, text) => command.createOption(flags, text), formatNames(findingsFormats)))
    .addOption(
      command
        .createOption('--fail-on <severity>', 'The lowest severity that sets exit code 1 (default: error, or what the spec sets).')
        .choices(['error', 'warning', 'info']),
    )
    .option('--strict', 'Where the documentation disagrees, take the narrower reading.')
    .option('--no-strict', 'Override strict: true of the spec.')
    .option('--rule <code=severity>', 'The severity of a rule: off, info, warning or error. Repeatable.', collect)
    .option('--all', 'Show every finding in text, where there are too many to read.')
    .option('--no-ignores', 'Report findings that comments in the spec ignore, too.')
    .option('--fix', 'Apply safe fixes, which never change what is backed up; with -f - the fixed text is printed.')
    .option('--unsafe', 'With --fix: apply unsafe fixes too, which may change what is backed up.')
    .action(async (names, options) =>
      report(await (options.live ? (await load.live()).lintLive(names, options, io) : (await load.lint()).lint(names, options, io))),
    );
}
