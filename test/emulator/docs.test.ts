import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, snapspec, withKeys } from '../support/cli.ts';
import { refusal, region, sdk } from './client.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/emulator.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((found) => found[1] as string);
const lines = blocks('sh').flatMap((block) => block.trimEnd().split('\n'));

/** The words of a command line, as a shell would split them. */
const words = (line: string): string[] =>
  [...line.replace(/\s+#\s.*$/, '').matchAll(/'([^']*)'|(\S+)/g)].map((found) => found[1] ?? (found[2] as string));

type Cloud = ReturnType<typeof sdk>;
type Serving = { readonly cloud: Cloud; readonly url: string; readonly printed: string[]; readonly cwd: string };

/** The folder that the page says to go to, with the file of faults that it shows. */
function place(): string {
  const cwd = folder();
  cpSync(join(root, 'examples/quickstart'), cwd, { recursive: true });
  const faults = blocks('yaml').find((block) => block.startsWith('# faults.yaml'));
  writeFileSync(join(cwd, 'faults.yaml'), faults as string);
  return cwd;
}

/** Runs a command of the page that serves, on a port that is free, until the work is done. */
async function serving(line: string, cwd: string, work: (serving: Serving) => Promise<void>): Promise<void> {
  const printed: string[] = [];
  const end = new AbortController();
  const argv = words(line.replace('8787', '0')).slice(1);
  const ran = snapspec(cwd, argv, { stdout: (text) => void printed.push(...text.trimEnd().split('\n')), signal: end.signal });
  await expect.poll(() => printed.length).toBeGreaterThan(1);
  const url = /https?:\S+/.exec(printed[0] as string)?.[0] as string;
  try {
    await work({ cloud: sdk(new URL(url).host), url, printed, cwd });
  } finally {
    end.abort();
    expect((await ran).code).toBe(0);
  }
}

const disk = 'd-bp1archivedata000001';
const taken = async ({ ecs }: Cloud): Promise<readonly { CreationTime: string; Status: string }[]> =>
  (await ecs('DescribeSnapshots', region))['Snapshots'].Snapshot;

/** What the page says is seen with each flag. */
const seen: { readonly [flag: string]: (serving: Serving) => Promise<void> } = {
  seed: async ({ cloud: { ecs } }) =>
    void expect((await ecs('DescribeDisks', { ...region, MaxResults: 100 }))['Disks'].Disk).toHaveLength(8),
  latency: async ({ url }) => {
    const settings = (await (await fetch(`${url}/_snapspec/settings`)).json()) as { latencyMs: unknown };
    expect(settings.latencyMs).toEqual([20, 80]);
  },
  limits: async ({ cloud: { ecs } }) => {
    for (const expected of ['accepted', 'accepted', 'accepted', 'QuotaExceed.Snapshot 403'])
      expect(await refusal(ecs('CreateSnapshot', { DiskId: disk }))).toBe(expected);
    for (let call = 5; call <= 60; call++) await refusal(ecs('CreateSnapshot', { DiskId: disk }));
    expect(await refusal(ecs('CreateSnapshot', { DiskId: disk }))).toBe('Throttling 403');
  },
  faults: async ({ cloud, url }) => {
    await expect(cloud.ecs('CreateSnapshot', { DiskId: disk })).rejects.toThrow();
    const calls = (await (await fetch(`${url}/_snapspec/calls`)).json()) as { calls?: unknown[] };
    expect(JSON.stringify(calls)).toContain('lost-after-commit');
  },
  time: async ({ cloud }) => {
    await cloud.ecs('CreateSnapshot', { DiskId: disk });
    expect(await taken(cloud)).toMatchObject([{ CreationTime: '2026-11-21T10:00:00Z', Status: 'progressing' }]);
  },
  log: async ({ cloud, printed }) => {
    await cloud.ecs('DescribeRegions', {});
    const told = JSON.parse(printed.at(-1) as string) as object;
    expect(told).toMatchObject({ at: expect.any(String), service: 'ecs', action: 'DescribeRegions', status: 200 });
  },
  tls: async ({ url, printed }) => {
    await expect.poll(() => printed[2]).toMatch(/^Its CA: NODE_EXTRA_CA_CERTS=\S+ca\.pem$/);
    expect(url).toMatch(/^https:/);
    await expect(fetch(`${url}/_snapspec/clock`)).rejects.toThrow();
  },
  'allow-path': async ({ cloud: { ecs } }) =>
    void expect((await ecs('DescribeDisks', { ...region, MaxResults: 100 }))['Disks'].Disk).toHaveLength(8),
  state: async ({ cloud, cwd }) => {
    await cloud.ecs('CreateSnapshot', { DiskId: disk });
    expect(readFileSync(join(cwd, 'world.json'), 'utf8')).toContain(disk);
  },
};

describe('the page of the local cloud', () => {
  const commands = lines.filter((line) => line.startsWith('snapspec emulator'));
  const flagOf = (line: string): string =>
    words(line)
      .filter((word) => word.startsWith('--'))
      .at(-1) as string;

  test('has a command for every flag', async () => {
    const help = (await snapspec(folder(), ['emulator', '--help'])).stdout;
    const flags = [...help.matchAll(/^ {2}--([\w-]+)/gm)].map((found) => found[1] as string);
    expect(flags.length).toBeGreaterThan(6);
    for (const flag of flags) expect(`${commands.join('\n')}\n`, flag).toMatch(new RegExp(`--${flag}\\s`));
    expect([...Object.keys(seen), 'port'].sort()).toEqual([...flags].sort());
  });

  test.each(commands)('%s', async (line) => {
    const flag = flagOf(line).slice(2);
    await serving(line, place(), seen[flag === 'port' ? 'seed' : flag] as (serving: Serving) => Promise<void>);
  });

  test('what was made is there when the command is given again', async () => {
    const line = commands.find((one) => one.includes('--state')) as string;
    const cwd = place();
    await serving(line, cwd, seen['state'] as (serving: Serving) => Promise<void>);
    await serving(line, cwd, async ({ cloud }) => void expect(await taken(cloud)).toHaveLength(1));
  });

  test('every other command can be pasted', async () => {
    withKeys();
    const others = lines.filter((line) => /^(?:curl|snapspec (?!emulator))/.test(line));
    expect(others).toHaveLength(7);
    await serving(commands[0] as string, place(), async ({ url, cwd }) => {
      for (const line of others) {
        const [name, ...argv] = words(line.replaceAll('http://127.0.0.1:8787', url));
        if (name === 'snapspec')
          expect(await snapspec(cwd, argv), line).toMatchObject({ code: 0, stdout: expect.stringContaining('4 to create') });
        else expect((await curl(argv)).status, line).toBe(200);
      }
    });
  });

  test('the keys that it says to export are those of the local cloud', () => {
    expect(lines.find((line) => line.startsWith('export '))).toBe(`export ${page.match(/^ALIBABA_CLOUD_ACCESS_KEY\w+=\S+$/gm)?.join(' ')}`);
  });

  test('says that Format=XML is answered with JSON, and so it is', async () => {
    expect(page.replace(/\s+/g, ' ')).toContain('`Format=XML` is ignored.');
    await serving(
      commands[0] as string,
      place(),
      async ({ cloud: { ecs } }) =>
        void expect((await ecs('DescribeRegions', { Format: 'XML' }))['Regions'].Region.length).toBeGreaterThan(1),
    );
  });
});

/** `curl [-X METHOD] URL [-d BODY]`, for machines that have none. */
function curl(argv: readonly string[]): Promise<Response> {
  const after = (flag: string): string | undefined => (argv.includes(flag) ? argv[argv.indexOf(flag) + 1] : undefined);
  const url = argv.find((word) => word.startsWith('http')) as string;
  const body = after('-d');
  return fetch(url, { method: after('-X') ?? 'GET', ...(body !== undefined && { body }) });
}
