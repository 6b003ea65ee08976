import { Argument, Command, Option } from 'commander';
import { version } from '../../package.json';
import { formatNames } from '../report/formats.ts';
import { initFlags } from '../init/flags.ts';
import { forges } from '../pipelines/pipeline.ts';
import * as planFormats from '../report/plans/index.ts';
import * as receiptFormats from '../report/receipts/index.ts';
import { cloudOptions, endpointOptions } from './cloud-options.ts';
import { allowPath, collect, format, runCommandLine, specOptions } from './command-line.ts';
import type { ReportExit } from './command-line.ts';
import type { Host } from './host.ts';
import { lintVerb } from './lint-verb.ts';
import { runProcess } from './process.ts';
import { progressDisplay } from './progress-display.ts';
import { schemaNames } from './schema-names.ts';

/** A verb is loaded when it is called, so that each loads only what it needs. */
function verbs(io: Host, report: ReportExit): Command {
  const program = new Command('snapspec')
    .description('Backups as code for Alibaba Cloud: lint, plan and apply snapshots from one YAML file.')
    .helpCommand(false)
    .version(version, '-V, --version', 'Print the version.');
  lintVerb(program.command('lint'), { lint: () => import('./verbs/lint.ts'), live: () => import('./verbs/lint-live.ts') }, io, report);
  cloudOptions(specOptions(program.command('plan')).description('Show what apply would do; read only.'))
    .addOption(format(formatNames(planFormats)))
    .option('--all', 'Show every id, entry and address, where a list is cut otherwise.')
    .option('--json-into <file>', 'Write the plan as JSON into a file, too.')
    .option('--detailed-exitcode', 'Exit with 2 if changes are pending.')
    .option('--approve-reductions <number>', 'Approve so many reductions of protection.')
    .option('--out <file>', 'Save the plan in this file, for apply FILE.')
    .option('--expires <time>', 'How long the saved plan counts: 90m, 24h or 7d (default: 24h).')
    .option('--target <address>', 'Only this entry; @FILE is a file with one a line. Repeatable.', collect)
    .option('--exclude <address>', 'All but this entry; @FILE is a file with one a line. Repeatable.', collect)
    .option('--against <commit>', 'Tell differences that were edited since this commit from changes in the cloud.')
    .option('--save-reading', 'Keep ids, names and tags in .snapspec/STACK.reading.json, for completion in editors.')
    .option('--explain-selectors', 'Show what each item of a selector matched.')
    .option('--prune', 'Also remove policies that the spec no longer declares, and duplicates without disks. Never backups.')
    .action(async (options) => report(await (await import('./verbs/plan.ts')).plan(options, io)));
  allowPath(program.command('show'))
    .description('Print a saved plan; no cloud is asked.')
    .argument('<file>', 'The file that plan --out has written; - is standard input.')
    .addOption(format(['text', 'json']))
    .action(async (file, options) => report(await (await import('./verbs/show.ts')).show(file, options, io)));
  cloudOptions(specOptions(program.command('drift')).description('Compare the cloud with the spec; exit with 2 if they differ.'))
    .addOption(format(['text', 'json']))
    .action(async (options) => report(await (await import('./verbs/drift.ts')).drift(options, io)));
  cloudOptions(specOptions(program.command('apply')).description('Carry out the plan, and check that the cloud matches.'))
    .argument('[plan]', 'A saved plan: go on only if the plan made now is the same; - is standard input.')
    .addOption(format(formatNames(receiptFormats)))
    .option('--all', 'Show every id, entry and address, where a list is cut otherwise.')
    .option('--json-into <file>', 'Where the receipt is written as JSON (default: .snapspec/STACK.receipt.json beside the spec).')
    .option('--auto-approve', 'Do not ask for approval.')
    .option('--approve-reductions <number>', 'Approve so many reductions of protection.')
    .option('--plan-digest <digest>', 'Go on only if the plan made now has this digest; it approves nothing.')
    .option('--target <address>', 'Only this entry; @FILE is a file with one a line. Repeatable.', collect)
    .option('--exclude <address>', 'All but this entry; @FILE is a file with one a line. Repeatable.', collect)
    .option('--prune', 'Also remove policies that the spec no longer declares, and duplicates without disks. Never backups.')
    .addOption(
      new Option('--wait <until>', 'What is waited for: nothing, that new backups are accepted (listed with their tags), or finished.')
        .choices(['none', 'accepted', 'finished'])
        .default('accepted'),
    )
    .option('--careful', 'Take every backup only after two looks a settle time apart, also where a token protects it.')
    .action(async (plan, options) => report(await (await import('./verbs/apply.ts')).apply(options, io, plan)));
  cloudOptions(
    specOptions(program.command('wait')).description('Wait until the backups that are being taken are finished; read only.'),
    'none',
  )
    .addOption(format(['text', 'json']))
    .action(async (options) => report(await (await import('./verbs/wait.ts')).wait(options, io)));
  allowPath(program.command('fmt'))
    .description('Rewrite specs in canonical layout; comments are preserved.')
    .argument('[files...]', 'The files; - is standard input (default: snapspec.yaml).')
    .option('-f, --file <file>', 'The same. Repeatable.', collect)
    .option('--check', 'Write nothing; list the files that are not in canonical layout, and exit with 1.')
    .option('--diff', 'Write nothing; show what would change.')
    .action(async (files, options) => report(await (await import('./verbs/fmt.ts')).fmt(files, options, io)));
  specOptions(program.command('ram-policy'))
    .description('Print the RAM policy that a role needs for a spec; no cloud is asked.')
    .addOption(
      new Option('--for <purpose>', 'What the role is for: to plan (it cannot write), to apply, or to apply with --prune.')
        .choices(['plan', 'apply', 'prune'])
        .makeOptionMandatory(),
    )
    .action(async (options) => report(await (await import('./verbs/ram-policy.ts')).printRamPolicy(options, io)));
  initFlags
    .reduce((command, [flag, text]) => command.option(flag, text), allowPath(endpointOptions(program.command('init'))))
    .description('Write a first spec and a seed of the local cloud; asks on a terminal, takes flags elsewhere.')
    .argument('[folder]', 'Where they are written (default: this folder); nothing is overwritten.')
    .option('--from-seed <file>', 'Offer the tags of the disks in this seed, and try the spec on it.')
    .option('--live', 'Read the account, offer the tags of its disks, and write a seed of it; read only.')
    .option('--timeout <time>', 'How long reading the account may take: 90s, 15m or 2h (default: 60m).')
    .option('--max-calls <number>', 'End with 5 before more reading calls than this are sent.')
    .addOption(new Option('--ci <forge>', 'Write a pipeline too, or alone where the spec is there: lint, plan, apply.').choices(forges))
    .option('--plan-role <name>', 'With --ci: the RAM role that plans (default: snapspec-plan).')
    .option('--apply-role <name>', 'With --ci: the RAM role that applies (default: snapspec-apply).')
    .option('--oidc-provider <name>', 'With --ci: the OIDC provider in RAM (default: the name of the forge).')
    .action(async (folder, options) => report(await (await import('./verbs/init.ts')).init(folder, options, io)));
  program
    .command('schema')
    .description('Print a JSON Schema: that of a spec, for editors, or of what snapspec prints and reads beside it.')
    .argument('[name]', `Which one: ${schemaNames.join(', ')}.`, schemaNames[0])
    .action(async (name) => report(await (await import('./verbs/schema.ts')).printSchema(name, io)));
  program
    .command('explain')
    .description('Explain a rule, an error code of the API or a constraint; without a code, list them all.')
    .argument('[code]', 'A code, or a prefix of several codes.')
    .addOption(format(['text', 'json']))
    .action(async (code, options) => report(await (await import('./verbs/explain.ts')).explain(code, options, io)));
  allowPath(program.command('emulator'))
    .description('Serve the local cloud to any client.')
    .option('--seed <file>', 'The seed: disks, instances and desktops (default: local-cloud.yaml).')
    .option('--port <number>', 'The port on 127.0.0.1.', '8080')
    .option('--latency <ms>', 'Milliseconds of latency of every response: 50, or 20-80.')
    .option('--faults <file>', 'Faults to inject.')
    .option('--limits <list>', 'Calls per minute by operation, and quotas by constraint: *=600,SNAP-QUOTA-MANUAL=3.')
    .option('--time <moment>', 'The clock: real, or a date-time at which it stops until it is moved.', 'real')
    .addOption(new Option('--log <format>', 'The format of the log of calls.').choices(['text', 'json', 'none']).default('text'))
    .option('--tls', 'Serve https, with a certificate made at the start; print the file of its CA.')
    .option('--state <file>', 'Keep its state in this file, and continue from it.')
    .action(async (options) => report(await (await import('./verbs/emulator.ts')).emulator(options, io)));
  allowPath(endpointOptions(program.command('seed')))
    .description('Write a seed of the local cloud from an account; read only.')
    .option('--region <region>', 'The region to read.')
    .option('--from <folder>', 'Read what the aliyun CLI printed as JSON into this folder, instead of an account.')
    .option('--timeout <time>', 'How long reading the account may take: 90s, 15m or 2h (default: 60m).')
    .option('--anonymize <secret>', 'Replace ids, names and tags; the same secret gives the same ones.')
    .option('-o, --output <file>', 'The file; - is standard output.', 'local-cloud.yaml')
    .action(async (options) => report(await (await import('./verbs/seed.ts')).seed(options, io)));
  endpointOptions(program.command('mcp'))
    .description('Serve lint, explain, schema and plan to an agent (Model Context Protocol, on the standard streams); read only.')
    .requiredOption('--root <folder>', 'The folder that files are read below, and nowhere else.')
    .option('--allow-cloud', 'Let plan read the cloud; without it no cloud is asked.')
    .option('--timeout <time>', 'How long one plan may take: 90s, 15m or 2h (default: 60m).')
    .option('--max-calls <number>', 'End a plan before more reading calls than this are sent.')
    .action(async (options) => report(await (await import('./verbs/mcp.ts')).mcp(options, io)));
  program
    .command('completion')
    .description('Print the completion script of a shell: source <(snapspec completion bash).')
    .addArgument(new Argument('<shell>', 'The shell.').choices(['bash', 'zsh', 'fish']))
    .action(async (shell) => report(await (await import('./verbs/completion.ts')).completion(program, shell, io)));
  program
    .command('demo')
    .description('Show a spec, a finding, a plan and an apply, on the local cloud.')
    .action(async () => report(await (await import('./verbs/demo.ts')).demo(io, run)));
  program
    .command('help')
    .description('Show the help of a command.')
    .argument('[command]', 'A command.')
    .action(async (name) => (await import('./verbs/help.ts')).help(name, program));
  return program;
}

/** Runs one command line; never throws. */
export const run = (argv: readonly string[], io: Host): Promise<number> => runCommandLine(verbs, argv, io);

/** Runs the command line of this process. */
export const start = (): Promise<void> => runProcess(run, progressDisplay);
