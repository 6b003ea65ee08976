import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { services } from '../../src/facts/services.ts';
import { loadModel } from '../../src/emulator/index.ts';
import { assumptions } from '../../src/emulator/model/assumptions.ts';
import { checkSettings } from '../../src/emulator/index.ts';
import { defaultSettings } from '../../src/emulator/model/settings.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/emulator.md'), 'utf8');
const here = '127.0.0.1:8787';

/** The block of a client: what follows the line that names it. */
function blockOf(client: string): string {
  const found = new RegExp(`^${client}[^\`]*[\\s\\S]*?^\`\`\`\\w*\\n([\\s\\S]*?)^\`\`\``, 'm').exec(page)?.[1];
  if (found === undefined) throw new Error(`the page has no block for ${client}`);
  return found;
}

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((found) => (found[1] as string).toLowerCase());

/** The services that a client's block points to the local cloud. */
const pointed: { readonly [client: string]: (block: string) => readonly string[] } = {
  Python: (block) => (block.includes(`endpoint="${here}"`) ? all(block, /\b(\w+)Client\(config\)/g) : []),
  Go: (block) => (block.includes(`Endpoint: dara.String("${here}")`) ? all(block, /\b(\w+)\.NewClient\(config\)/g) : []),
  TypeScript: (block) => (block.includes(`endpoint: '${here}'`) ? all(block, /new (\w+)\(config\)/g) : []),
  'The `aliyun` CLI': (block) => all(block, new RegExp(`^aliyun (\\w+) .*--endpoint ${here}(?: |$)`, 'gm')),
  Terraform: (block) => all(/endpoints \{([^}]*)\}/.exec(block)?.[1] ?? '', new RegExp(`^\\s*(\\w+)\\s*=\\s*"${here}"$`, 'gm')),
};

describe('the settings of clients', () => {
  test.each(Object.entries(pointed))('%s: no service is left to its real host', (client, servicesOf) => {
    expect([...servicesOf(blockOf(client))].sort()).toEqual(Object.keys(services).sort());
  });

  test('every block of the page is one of them', () => {
    const section = page.slice(page.indexOf('It speaks HTTP on one port'), page.indexOf('## TLS'));
    expect(section.match(/^```\w*\n/gm)).toHaveLength(2 * Object.keys(pointed).length);
  });

  test('commands of the CLI for ECD carry --force', () => {
    for (const line of blockOf('The `aliyun` CLI').split('\n'))
      if (line.startsWith('aliyun ')) expect(line.endsWith(' --force'), line).toBe(line.startsWith('aliyun ecd '));
  });
});

/** Settings that change no answer which a page leaves open: they make the local cloud slow, or fail. */
const notAssumed = [
  'foreignCertificate',
  'snapshotSeconds',
  'snapshotsFail',
  'tokenSeconds',
  'tokenSpentByEffect',
  'replicaLagMs',
  'quotas',
  'latencyMs',
];

describe('assumptions', () => {
  const rows = Object.values(assumptions).flat();

  test('have names of their own', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    for (const { name } of rows) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test.each(rows.filter(({ other }) => other !== undefined).map(({ name, other }) => [name, other] as const))(
    '%s: the other answer is a setting, and not the default',
    (_, other) => {
      const settings = checkSettings(other, loadModel());
      for (const [name, value] of Object.entries(settings))
        expect(defaultSettings[name as keyof typeof defaultSettings]).not.toEqual(value);
    },
  );

  test('every setting tries one, unless it only makes things slow or fail', () => {
    const tried = rows.flatMap(({ other }) => Object.keys(other ?? {}));
    expect(Object.keys(defaultSettings).filter((name) => ![...tried, ...notAssumed].includes(name))).toEqual([]);
  });

  test('every setting is in the table of the page, with its default', () => {
    const documented = Object.fromEntries([...page.matchAll(/^\| `(\w+)` \| ([^|]*) \|/gm)].map(([, name, value]) => [name, value]));
    for (const [name, value] of Object.entries(defaultSettings)) {
      const text = typeof value === 'string' ? value : JSON.stringify(value).replace(',', ', ');
      expect(documented[name], name).toBe(text);
    }
  });
});
