import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const schema = JSON.parse(readFileSync(join(root, 'schema/snapspec.schema.json'), 'utf8')) as object;

describe('what is derived', () => {
  test('is what the generator would write now', () => {
    expect(() => execFileSync(process.execPath, ['scripts/gen.mjs', '--check'], { cwd: root, stdio: 'pipe' })).not.toThrow();
  });

  test('the schema is valid draft-07 and has no union over kinds', () => {
    const ajv = new Ajv({
      strict: true,
      strictTypes: false,
      strictRequired: false,
      allowUnionTypes: true,
      // What editors read beside draft-07.
      keywords: [
        ...['errorMessage', 'patternErrorMessage', 'markdownDescription', 'enumDescriptions', 'markdownEnumDescriptions'],
        ...['defaultSnippets', 'doNotSuggest'],
      ],
    });
    expect(() => ajv.compile(schema)).not.toThrow();
    expect(JSON.stringify(schema)).not.toContain('oneOf');
  });

  test('the schema takes the examples, with their variables as written', () => {
    const ajv = new Ajv({ strict: false });
    const validate = ajv.compile(schema);
    const spec = readFileSync(join(root, 'examples/quickstart/snapspec.yaml'), 'utf8');
    expect(validate(parse(spec)), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(parse(spec.replace('retentionDays: 14', 'retentionDays: 0')))).toBe(false);
    expect(validate(parse(spec.replace('retentionDays: 14', 'retentionDays: 65536')))).toBe(true);
    expect(validate(parse(spec.replace('instanceId: i-bp1f4f6ie3wvfsd0zy14', 'name2: x')))).toBe(false);
    expect(validate(parse(spec.replace('timezone: Asia/Shanghai', 'timePoints: [1]')))).toBe(false);
    const environments = readFileSync(join(root, 'examples/environments/snapspec.yaml'), 'utf8');
    expect(validate(parse(environments)), JSON.stringify(validate.errors)).toBe(true);
    for (const wrong of ['x${var.days}', '${vars.days}', '${var.days} ', '30'])
      expect(validate(parse(environments.replace('${var.days}', JSON.stringify(wrong)))), wrong).toBe(false);
  });
});
