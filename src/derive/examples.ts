import type { Path } from '../base/diagnostic.ts';
import type { Example } from '../base/explanation.ts';
import { isRecord } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { toYaml } from '../base/yaml-writer.ts';
import { exampleKey } from '../fields/entries.ts';
import type { Relation } from '../facts/constraint.ts';
import type { Field } from '../fields/field.ts';
import type { ObjectField } from '../fields/object.ts';
import { childField } from '../fields/registry.ts';
import { kinds } from '../kinds/registry.ts';
import { specField } from '../spec/fields.ts';

type Record_ = { readonly [key: string]: Json };

/** The smallest spec in which a path can stand: its head, and one good entry of the section. */
function base(path: Path): Record_ {
  const head = specField.example as Record_;
  // A move leads to an entry that the spec declares.
  const section = path[0] === 'moved' ? kinds[0]?.section : path[0];
  const kind = kinds.find((one) => one.section === section);
  return kind === undefined ? head : { ...head, [kind.section]: { [exampleKey]: kind.example } };
}

/** Which of two ways of saying the same thing a field belongs to: what the other way needs is left out. */
function onlyWay(field: ObjectField, value: Record_, key: string): Record_ {
  const rule = (field.relations ?? []).find((one) => one.type === 'either');
  const members = (group: { needs: readonly string[]; also?: readonly string[] }): readonly string[] => [
    ...group.needs,
    ...(group.also ?? []),
  ];
  const mine = rule?.type === 'either' ? rule.groups.find((group) => members(group).includes(key)) : undefined;
  if (mine === undefined) return value;
  const own = Object.entries(value).filter(([name]) => members(mine).includes(name));
  return { ...Object.fromEntries(mine.needs.map((name) => [name, field.fields[name]?.example as Json])), ...Object.fromEntries(own) };
}

/** What must stand beside a field, and what must not, for it to be right by itself. */
function company(field: ObjectField, value: Record_, key: string): Record_ {
  let fit = onlyWay(field, value, key);
  for (const rule of field.relations ?? []) {
    if (rule.type === 'needs' && rule.field === key)
      fit = { ...fit, [rule.other]: rule.value ?? (field.fields[rule.other]?.example as Json) };
    if (rule.type === 'excludes')
      fit = Object.fromEntries(
        Object.entries(fit).filter(
          ([name]) => !(rule.field === key && name === rule.other) && !(rule.other === key && name === rule.field),
        ),
      );
  }
  return fit;
}

/** A value with another put in at a path; what is missing on the way is taken from the examples of its fields. */
function put(field: Field, value: Json, path: Path, given: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return given as Json;
  if (field.type === 'list') return [put(field.of, (Array.isArray(value) ? value[0] : undefined) ?? field.of.example, rest, given)];
  const record = isRecord(value) ? value : (field.example as Record_);
  if (field.type === 'entries') return { ...record, [key]: put(field.of, record[key] ?? field.of.example, rest, given) };
  if (field.type !== 'object') return { [key]: given as Json };
  const inner = field.fields[key] as Field;
  if (rest.length === 0 && given === undefined) return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
  return { ...company(field, record, String(key)), [key]: put(inner, record[key] ?? inner.example, rest, given) };
}

/** A good spec with one value of it replaced, or left out where none is given. */
export function specWith(path: Path, value: Json | undefined): string {
  return toYaml(put(specField, base(path), path, value) as Record_);
}

/** A good spec with the field at a path, unless it is better left out. */
export function goodSpec(path: Path, field: Field): string {
  const idle = field.retired !== undefined || (field.type === 'enum' && field.absent !== undefined);
  return specWith(path, idle ? undefined : goodValue(specField, base(path), path));
}

function goodValue(field: Field, value: Json | undefined, path: Path): Json {
  const [key, ...rest] = path;
  const there = value ?? field.example;
  if (key === undefined) return there;
  const inner = childField(field, key) as Field;
  return goodValue(inner, isRecord(there) ? there[key] : Array.isArray(there) ? there[Number(key)] : undefined, rest);
}

/** A spec whose object at a path breaks a relation, and the good one. */
export function relationExample(path: Path, field: ObjectField, rule: Relation): Example {
  const at = (names: readonly string[]): Record_ => Object.fromEntries(names.map((name) => [name, field.fields[name]?.example as Json]));
  const without = (value: Record_, names: readonly string[]): Record_ =>
    Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
  const there = valueAt(base(path), path) ?? field.example;
  const value = isRecord(there) ? there : {};
  const whole = (inside: Record_): string => specWith(path, inside);
  switch (rule.type) {
    case 'any':
      return { bad: whole(without(value, rule.fields)), good: whole({ ...without(value, rule.fields), ...at(rule.fields.slice(0, 1)) }) };
    case 'either':
      return { bad: whole(at(rule.groups.flatMap((group) => group.needs.slice(0, 1)))), good: whole(at(rule.groups[0]?.needs ?? [])) };
    case 'excludes':
      return { bad: whole({ ...value, ...at([rule.field, rule.other]) }), good: whole(without(value, [rule.field, rule.other])) };
    case 'needs': {
      const uncovered = (field.relations ?? []).filter((one) => !rule.covers?.includes(one.code));
      const alone = {
        ...without(value, [rule.other]),
        ...at([...uncovered.flatMap((one) => standsIn(one, rule.other)), rule.field]),
      };
      return { bad: whole(alone), good: whole(without(value, [rule.field])) };
    }
    default:
      return rule satisfies never;
  }
}

/** What takes the place of a field that another relation would miss. */
function standsIn(rule: Relation, field: string): readonly string[] {
  return rule.type === 'any' && rule.fields.includes(field) ? rule.fields.filter((one) => one !== field).slice(0, 1) : [];
}

function valueAt(value: Json | undefined, path: Path): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined || value === undefined) return value;
  return isRecord(value) ? valueAt(value[key], rest) : Array.isArray(value) ? valueAt(value[Number(key)], rest) : undefined;
}
