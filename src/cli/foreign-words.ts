/** What a command or a flag of another tool is here. */
export type ForeignWord = { readonly words: readonly string[]; readonly help: string };

const noState =
  'There is no state file to look after: what a stack owns is read from the cloud, by tags. snapspec plan and snapspec drift show it.';

/** Commands that other tools have, and what does the same here. */
export const foreignCommands: readonly ForeignWord[] = [
  { words: ['validate', 'check', 'verify', 'vet'], help: 'snapspec lint checks a spec; snapspec lint --live asks the cloud, too.' },
  { words: ['diff', 'preview', 'whatif', 'what-if', 'dry-run'], help: 'snapspec plan shows what apply would do, by read calls alone.' },
  { words: ['refresh', 'status'], help: 'Every plan reads the cloud. snapspec drift exits with 2 where it differs from the spec.' },
  { words: ['up', 'deploy', 'run', 'sync', 'update', 'backup'], help: 'snapspec apply carries out the plan.' },
  { words: ['snapshot', 'take'], help: 'Declare it under snapshots, groups or desktopSnapshots; snapspec apply takes it.' },
  { words: ['import', 'adopt'], help: 'adopt: ID in an entry of the spec takes over what stands already. snapspec plan shows it.' },
  {
    words: ['destroy', 'delete', 'remove', 'rm', 'down', 'prune', 'uninstall'],
    help: 'No command deletes a backup: name it under removed in the spec. plan --prune and apply --prune remove policies that the spec no longer declares.',
  },
  {
    words: ['restore', 'rollback', 'recover', 'undelete'],
    help: 'snapspec takes backups, and restoring is left to you, on purpose: it overwrites disks. Use the console or the aliyun CLI; the ids are in the receipt of apply.',
  },
  { words: ['state', 'taint', 'untaint', 'force-unlock', 'workspace', 'output'], help: noState },
  {
    words: ['list', 'ls', 'get', 'describe', 'inventory'],
    help: 'snapspec plan --format json has every entry with its id and status; plan --explain-selectors --all lists the disks.',
  },
  { words: ['version'], help: 'snapspec --version prints the version.' },
  {
    words: ['new', 'create', 'scaffold', 'generate', 'quickstart'],
    help: 'snapspec init writes a first spec; snapspec demo shows the whole way.',
  },
  { words: ['format', 'tidy'], help: 'snapspec fmt puts a spec into canonical layout.' },
  { words: ['fix'], help: 'snapspec lint --fix applies safe fixes.' },
  { words: ['docs', 'doc', 'man', 'why', 'rules'], help: 'snapspec explain lists all rules, and explains one by its code.' },
  {
    words: ['login', 'configure', 'auth', 'profile'],
    help: 'Credentials come from the chain of Alibaba Cloud: the environment, an OIDC role, or a profile of the aliyun CLI (ALIBABA_CLOUD_PROFILE).',
  },
  {
    words: ['server', 'serve', 'mock', 'localstack', 'start'],
    help: 'snapspec emulator serves the local cloud; --local starts one for a single run.',
  },
  {
    words: ['capture', 'dump', 'pull'],
    help: 'snapspec seed writes what an account has, for the local cloud; snapspec init --live writes a first spec from it.',
  },
];

/** Flags that other tools have. A flag that has another name in one command only says which. */
export const foreignFlags: readonly ForeignWord[] = [
  { words: ['-v', '-version'], help: 'snapspec --version (or -V) prints the version.' },
  {
    words: ['-y', '--yes', '--assume-yes', '--approve', '--non-interactive', '--skip-confirmation'],
    help: 'snapspec apply --auto-approve does not ask; a saved plan (apply FILE) needs no approval either.',
  },
  { words: ['--auto-approve'], help: 'Only apply asks: snapspec apply --auto-approve.' },
  {
    words: ['--dry-run', '-n', '--dryrun', '--noop', '--no-op', '--check-only', '--plan-only'],
    help: 'snapspec plan is the dry run: it sends read calls alone.',
  },
  {
    words: ['--color', '--colour', '--no-color', '--no-colour'],
    help: 'Colour is on where there is a terminal. NO_COLOR=1 turns it off, FORCE_COLOR=1 turns it on.',
  },
  {
    words: [
      '--state',
      '--state-out',
      '--backup',
      '--lock',
      '--lock-timeout',
      '--refresh',
      '--refresh-only',
      '--backend',
      '--backend-config',
      '--reconfigure',
    ],
    help: noState,
  },
  {
    words: ['--destroy', '--delete', '--cascade'],
    help: 'Name what is to be deleted under removed in the spec; --prune removes policies that it no longer declares.',
  },
  {
    words: ['--parallelism', '--concurrency', '-j', '--jobs'],
    help: 'Nothing needs to be set: calls go out as fast as the limits of the service allow.',
  },
  { words: ['--input'], help: 'Where there is no terminal, nothing is asked.' },
  { words: ['--json', '-json'], help: 'For JSON write --format json.' },
  {
    words: ['-o', '--output', '--output-format'],
    help: 'Choose the format with --format; the result goes to standard output. plan --out saves a plan.',
  },
  { words: ['--out'], help: 'snapspec plan --out FILE saves a plan, and snapspec apply FILE carries it out.' },
  {
    words: ['-c', '--config', '--spec', '--filename', '--template', '--chdir', '-d', '--dir', '--directory', '--path'],
    help: 'Name the spec with -f FILE; snapspec lint takes folders, too.',
  },
  { words: ['-R', '-r', '--recursive'], help: 'snapspec lint FOLDER checks all specs below a folder.' },
  {
    words: ['--replace', '--force', '--overwrite', '--taint'],
    help: 'A backup is never replaced: give the entry another occurrence, and it is taken again.',
  },
  {
    words: ['-q', '--quiet', '--silent', '-s'],
    help: 'What is not the result goes to standard error: add 2>/dev/null. --format concise is one line a finding.',
  },
  {
    words: ['--verbose', '--debug', '--trace', '-vv'],
    help: 'Every message is complete. --all lifts the caps of lists, plan --explain-selectors shows how disks were chosen.',
  },
  {
    words: ['--region', '-e', '--env', '--environment', '--stack'],
    help: 'The spec says it: stack and region are fields of it, and may hold a variable (--var, --var-file).',
  },
  { words: ['--profile', '-p'], help: 'Set ALIBABA_CLOUD_PROFILE to the name of a profile of the aliyun CLI.' },
  {
    words: ['--access-key-id', '--access-key', '--access-key-secret', '--secret-key', '--sts-token', '--role-arn'],
    help: 'Credentials are never flags: set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or use a role or a profile.',
  },
  { words: ['--endpoint', '--endpoint-url'], help: 'Each service has its own: --endpoint-ecs, --endpoint-ecd and --endpoint-sts.' },
  {
    words: ['--write', '-w', '-i', '--in-place'],
    help: 'snapspec fmt writes the files; fmt --check and fmt --diff do not. snapspec lint --fix writes, too.',
  },
  { words: ['--list'], help: 'snapspec fmt --check lists the files that are not in canonical layout.' },
  { words: ['--fix'], help: 'snapspec lint --fix applies safe fixes.' },
  { words: ['--watch', '--follow'], help: 'snapspec wait waits until backups are finished; apply --wait finished does so at once.' },
  {
    words: ['--detach', '--async', '--no-wait', '--background'],
    help: 'snapspec apply --wait none ends when every call is answered; snapspec wait waits later.',
  },
  {
    words: ['--severity', '--level', '--min-severity', '--max-warnings', '--fail-level', '--error-level'],
    help: 'snapspec lint --fail-on warning exits with 1 from warnings on; --rule CODE=off turns a rule off.',
  },
  {
    words: ['--ignore', '--disable', '--rules', '--enable', '--skip', '--select'],
    help: 'snapspec lint --rule CODE=off turns a rule off; a comment in the spec ignores one finding: # snapspec: ignore[CODE] reason.',
  },
  {
    words: ['--variable', '--set', '--param', '--parameters', '--parameter-overrides'],
    help: 'Give variables with --var NAME=VALUE or --var-file FILE.',
  },
  { words: ['--resource', '--only'], help: 'Narrow a plan with --target ADDRESS and --exclude ADDRESS.' },
];
