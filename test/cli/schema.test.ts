import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { schemaFile, schemaNames, schemas } from '../../src/cli/schema-names.ts';
import { readVariableFile } from '../../src/frontend/variable-files.ts';
import { folder, snapspec } from '../support/cli.ts';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const published = (name: (typeof schemaNames)[number]): string => readFileSync(join(root, schemaFile(name)), 'utf8');

describe('snapspec schema', () => {
  test('without a name it is that of a spec', async () => {
    expect(await snapspec(folder(), ['schema'])).toEqual({ code: 0, stdout: published('spec'), stderr: '' });
  });

  test.each(schemaNames)('%s is what is published, under a name of its own', async (name) => {
    expect(await snapspec(folder(), ['schema', name])).toEqual({ code: 0, stdout: published(name), stderr: '' });
    const schema = JSON.parse(published(name)) as { $id: string; title: string };
    expect(schema.$id).toBe(`urn:snapspec:schema:${name}:1`);
    expect(schema.title).toMatch(/snapspec|reading/);
    expect(() => new Ajv({ strict: false }).compile(schema)).not.toThrow();
  });

  test('each that is published has a name, and programs find it in the package', () => {
    const files = readdirSync(join(root, 'schema')).filter((file) => file.endsWith('.schema.json'));
    expect(files.map((file) => `schema/${file}`).sort()).toEqual(schemaNames.map(schemaFile).sort());
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: { [name: string]: unknown } };
    for (const name of schemaNames) expect(exports[name === 'spec' ? './schema' : `./${name}-schema`]).toBe(`./${schemaFile(name)}`);
  });

  test('another name is answered with the list, and with what it is like', async () => {
    const { code, stdout, stderr } = await snapspec(folder(), ['schema', 'var-files']);
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toContain('There is no schema of the name "var-files".');
    expect(stderr).toContain('Did you mean var-file?');
    for (const name of schemaNames) expect(stderr).toContain(name);
    expect((await snapspec(folder(), ['schema', 'toString'])).code).toBe(64);
  });

  test('the help lists them', async () => {
    const { stdout } = await snapspec(folder(), ['schema', '--help']);
    for (const name of schemaNames) expect(stdout.replace(/\s+/g, ' ')).toContain(`${name}`);
    expect(Object.keys(schemas)).toEqual(schemaNames);
  });
});

describe('the schema of a file of variables', () => {
  const valid = new Ajv({ strict: false }).compile(JSON.parse(published('var-file')) as object);

  test.each(['', 'release: 1.4.2', 'days: 14\non: true\nhours: ["02:00", 7]', 'a: {}', 'a: null', '- a', '9a: x', 'a: [[]]'])(
    'judges as --var-file does: %s',
    (content) => {
      const sound = readVariableFile({ file: 'v.yaml', content }).diagnostics.length === 0;
      // A name that no spec can declare is found where it is given.
      expect(valid(parse(content) ?? null)).toBe(sound && content !== '9a: x');
    },
  );
});
