import { Command, Option } from 'commander';
import { version } from '../../package.json';
import { collect, format, runCommandLine, specOptions } from './command-line.ts';
import type { ReportExit } from './command-line.ts';
import type { Host } from './host.ts';
import { lintVerb } from './lint-verb.ts';
import { runProcess } from './process.ts';

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

/** A verb is loaded when it is called: each pays for what it needs and for nothing else. */
function verbs(io: Host, report: ReportExit): Command {
  const program = new Command('snapspec')
    .description('Backups as code for Alibaba Cloud: lint, plan and apply snapshots from one YAML file.')
    .version(version);
  lintVerb(program.command('lint'), () => import('./verbs/lint.ts'), io, report);
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
    .description('say what a finding, an error code of the API or a constraint means; without a code, list them all')
    .argument('[code]', 'a code, or what several begin with')
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
  return program;
}

/** Runs one command line; never throws. */
export const run = (argv: readonly string[], io: Host): Promise<number> => runCommandLine(verbs, argv, io);

/** Runs the command line of this process. */
export const start = (): Promise<void> => runProcess(run);
