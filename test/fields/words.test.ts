import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { fieldSchema } from '../../src/derive/json-schema.ts';
import { specReference } from '../../src/derive/reference.ts';
import { ruleEntry } from '../../src/derive/rule-index.ts';
import type { Field } from '../../src/fields/field.ts';
import { shapeIssues, typeOf } from '../../src/fields/registry.ts';
import { textIssues } from '../../src/fields/text.ts';
import { all, nodeOf } from './node.ts';

const page = (path: string): string => {
  const file = join(import.meta.dirname, '../..', path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

/** Every range of a field, with what lint says of a value outside of it. */
function ranges(): {
  readonly code: string;
  readonly message: string;
  readonly field: Field;
  readonly ofKey: boolean;
  readonly inReference: boolean;
}[] {
  return all.flatMap((at) =>
    typeOf(at.field)
      .rules(at.field)
      .filter(({ part }) => /^(?:key-)?(?:range|length|count)$/.test(part))
      .map(({ part, bad, ofKey = false }) => ({
        code: `${at.code}-${part}`,
        message: messageOf(at.field, bad, ofKey),
        field: at.field,
        ofKey,
        // Items of lists and values of maps have no row of their own.
        inReference: at.path.every((key) => typeof key === 'string') && !at.code.endsWith('-value'),
      })),
  );
}

function messageOf(field: Field, bad: Json, ofKey: boolean): string {
  const subject = { name: 'It', code: 'x' };
  const keys = field.type === 'map' || field.type === 'entries' ? field.keys : undefined;
  const issues = ofKey && keys ? textIssues(keys, String(bad), subject) : shapeIssues(field, nodeOf(bad), subject);
  return issues.find(({ code }) => /-(?:range|length|count)$/.test(code))?.message ?? '';
}

const found = ranges();

describe('one sentence for each range, whoever says it', () => {
  test.each(found.map((one) => [one.code, one] as const))('%s', (code, { message, field, ofKey, inReference }) => {
    const [, accepted] = /; \S+ accepts (.+)\.$/.exec(message) ?? [];
    expect(accepted, message).toBeDefined();
    const words = accepted as string;
    const { what, fix } = ruleEntry(code) as NonNullable<ReturnType<typeof ruleEntry>>;
    expect(what).toContain(` must ${code.endsWith('-range') ? 'be' : 'have'} ${words}`);
    expect(fix).toContain(` ${words}`);
    const text = page(`docs/rules/${code}.md`);
    // A page does not print an example of a thousand items.
    if (!text.includes('too many items')) expect(text).toContain(`; ${message.split('; ')[1]}`);
    expect(text).toContain(what);
    if (ofKey) return;
    const requirement = typeOf(field).requirement(field);
    expect(requirement).toContain(words);
    if (inReference) expect(specReference()).toContain(`| ${requirement} |`);
    const { errorMessage } = (fieldSchema(field, 'editor')['else'] ?? {}) as { errorMessage?: string };
    if (errorMessage !== undefined && field.type === 'int') expect(errorMessage).toContain(`It must be a whole number: ${words}`);
  });

  test('there are many', () => expect(found.length).toBeGreaterThan(50));
});
