import { Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json';
import { Failure } from '../base/failure.ts';
import { visible } from '../base/text.ts';
import { findingsFormats } from '../report/findings.ts';
import { exitOf, exits } from './exit.ts';
import type { Io } from './io.ts';

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function specOptions(command: Command): Command {
  return command
    .option('-f, --file <file>', 'spec file; may be given several times, - is standard input (default: snapspec.yaml)', collect)
    .option('--var <name=value>', 'value of a variable; may be given several times', collect);
}

function cloudOptions(command: Command): Command {
  return specOptions(command)
    .option('--local', 'use the local cloud, kept in .snapspec/ beside the spec')
    .option('--local-seed <file>', 'what the local cloud begins with (default: local-cloud.yaml beside the spec)')
    .option('--local-reset', 'begin the local cloud anew')
    .option('--endpoint-ecs <url>', 'where ECS is reached')
    .option('--endpoint-ecd <url>', 'where ECD is reached')
    .option('--endpoint-sts <url>', 'where STS is reached')
    .option('--settle <seconds>', 'how long a listing may lag behind a write');
}

const format = (choices: readonly string[]): Option =>
  new Option('--format <format>', 'how the result is printed').choices(choices).default('text');

/** What a verb hands back: its exit code. */
type Report = (code: number) => void;

/** A verb is loaded when it is called: each pays for what it needs and for nothing else. */
function verbs(program: Command, io: Io, report: Report): void {
  specOptions(program.command('lint').description('check a spec without looking at any cloud'))
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
    .action(async (options) => report(await (await import('./verbs/lint.ts')).lint(options, io)));
  cloudOptions(program.command('plan').description('show what apply would do; reads only'))
    .addOption(format(['text', 'json']))
    .option('--detailed-exitcode', 'exit with 2 where changes are pending')
    .action(async (options) => report(await (await import('./verbs/plan.ts')).plan(options, io)));
  cloudOptions(program.command('apply').description('carry out the plan, and see that the cloud matches'))
    .addOption(format(['text', 'json']))
    .option('--auto-approve', 'do not ask')
    .addOption(new Option('--wait <until>', 'until when new backups are waited for').choices(['accepted', 'finished']).default('accepted'))
    .action(async (options) => report(await (await import('./verbs/apply.ts')).apply(options, io)));
  program
    .command('fmt')
    .description('put specs into canonical layout; every comment stays')
    .argument('[files...]', 'the files; - is standard input (default: snapspec.yaml)')
    .option('-f, --file <file>', 'the same', collect)
    .option('--check', 'write nothing; name the files that are not in canonical layout, and exit with 1')
    .option('--diff', 'write nothing; show what would change')
    .action(async (files, options) => report(await (await import('./verbs/fmt.ts')).fmt(files, options, io)));
  program
    .command('schema')
    .description('print the JSON Schema of a spec')
    .action(async () => report(await (await import('./verbs/schema.ts')).printSchema(io)));
  program
    .command('explain')
    .description('say what a finding or an error code of the API means; without a code, list them all')
    .argument('[code]')
    .addOption(format(['text', 'json']))
    .action(async (code, options) => report(await (await import('./verbs/explain.ts')).explain(code, options, io)));
  program
    .command('emulator')
    .description('serve the local cloud to any client')
    .requiredOption('--seed <file>', 'the disks, instances and desktops that it begins with')
    .option('--port <number>', 'the port on 127.0.0.1', '8080')
    .option('--latency <ms>', 'milliseconds that every answer takes: 50, or 20-80')
    .option('--faults <file>', 'what befalls which calls')
    .option('--limits <list>', 'calls a minute by operation, and quotas by row: *=600,SNAP-QUOTA-MANUAL=3')
    .option('--time <moment>', 'real, or the moment at which its clock stands until it is moved', 'real')
    .addOption(new Option('--log <format>', 'how calls are printed').choices(['text', 'json', 'none']).default('text'))
    .option('--state <file>', 'keep its world in this file, and go on from there')
    .action(async (options) => report(await (await import('./verbs/emulator.ts')).emulator(options, io)));
  program
    .command('demo')
    .description('lint, plan, apply and plan again on the local cloud')
    .action(async () => report(await (await import('./verbs/demo.ts')).demo(io, run)));
}

function tellFailure(failure: Failure, io: Io): number {
  io.stderr(`error: ${visible(failure.message)}\n${failure.help === undefined ? '' : `  help: ${visible(failure.help)}\n`}`);
  return exitOf[failure.type];
}

function tellBug(error: unknown, io: Io): number {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr(
    `snapspec ${version} met a mistake of its own. Nothing more was sent.\nPlease report it with these lines, after looking through them for names of yours:\n\n${visible(stack, { lines: true })}\n`,
  );
  return exits.bug;
}

/** Runs one command line; never throws. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exits.ok;
  const program = new Command('snapspec')
    .description('Backups as code for Alibaba Cloud: lint, plan and apply snapshots from one YAML file.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr });
  verbs(program, io, (given) => {
    code = given;
  });
  for (const command of program.commands) command.exitOverride().configureOutput({ writeOut: io.stdout, writeErr: io.stderr });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.ok : exits.usage;
    return error instanceof Failure ? tellFailure(error, io) : tellBug(error, io);
  }
}
