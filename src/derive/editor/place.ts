import { capitalized } from '../../base/text.ts';
import type { Field } from '../../fields/field.ts';
import { typeOf } from '../../fields/registry.ts';
import type { Kind } from '../../kinds/kind.ts';
import { kinds } from '../../kinds/registry.ts';
import { childPath, rootPath } from '../../validate/field-path.ts';
import type { FieldPath } from '../../validate/field-path.ts';

/** A place of a spec, as an editor speaks of it. */
export type Place = {
  readonly at: FieldPath;
  readonly field: Field;
  /** What stands above all that is said of it. */
  readonly title: string;
  /** What messages call a value there. */
  readonly name: string;
  /** What names of fields below it begin with. */
  readonly prefix: string;
  /** What has the fields below it: an entry of a kind, or the spec itself. */
  readonly owner: string;
  /** It is an item of a list. */
  readonly isItem: boolean;
};

const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

export const rootPlace: Place = {
  at: rootPath,
  field: rootPath.field,
  title: 'snapspec spec',
  name: 'A spec',
  prefix: '',
  owner: 'the spec',
  isItem: false,
};

const kindAt = (section: string): Kind | undefined => kinds.find((one) => one.section === section);

type Named = Pick<Place, 'title' | 'name' | 'prefix' | 'owner'>;

function entryOf({ name }: Place): Named {
  const title = kindAt(name)?.title ?? name.replace(/s$/, '');
  return { title, name: `An entry of ${name}`, prefix: '', owner: withArticle(title) };
}

function fieldOf({ prefix, owner }: Place, key: string): Named {
  const name = `${prefix}${key}`;
  const plural = prefix === '' && owner === rootPlace.owner ? kindAt(key)?.plural : undefined;
  return { title: plural === undefined ? `${name} of ${owner}` : capitalized(plural), name, prefix: `${name}.`, owner };
}

function named(parent: Place, key: string | number): Named {
  const { name, owner } = parent;
  switch (parent.field.type) {
    case 'entries':
      return entryOf(parent);
    case 'list':
      return { title: `item of ${name} of ${owner}`, name: `An item of ${name}`, prefix: `${name}.`, owner };
    case 'map':
      return { title: `value of ${name} of ${owner}`, name: `A value of ${name}`, prefix: '', owner };
    default:
      return fieldOf(parent, String(key));
  }
}

/** The place below another; inside entries and maps under the key that they have in examples. */
export function placeBelow(parent: Place, field: Field): Place {
  const [key] = (typeOf(parent.field).children?.(parent.field) ?? []).find(([, one]) => one === field) ?? [0];
  return { at: childPath(parent.at, key, field), field, ...named(parent, key), isItem: parent.field.type === 'list' };
}

/** A field by itself, wherever it stands. */
export const loosePlace = (field: Field): Place => ({ ...rootPlace, at: { ...rootPath, field }, field, title: 'value', name: 'It' });
