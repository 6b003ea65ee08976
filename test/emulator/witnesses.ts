import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Parameters } from '../../src/emulator/model/parameters.ts';

/**
 * Two outside witnesses of what an ECS operation takes and answers, and our own tables, all in one form:
 * the models of the installed SDK, and the published parameter metadata (`test/fixtures/ecs-parameters.json`).
 */
export type Shape = {
  readonly type: 'text' | 'number' | 'bool' | 'texts' | 'structs' | 'struct' | 'other';
  readonly required: boolean;
  /** Absent where the witness does not say what is inside. */
  readonly members?: Shapes;
};
export type Shapes = { readonly [name: string]: Shape };

type Described = string | { readonly type: string; readonly members: { readonly [name: string]: Described } };
type Fixture = {
  readonly source: { readonly [fact: string]: string };
  readonly operations: { readonly [action: string]: { readonly [name: string]: Described } };
};

const fixture = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/ecs-parameters.json'), 'utf8')) as Fixture;
export const { source, operations: publishedOperations } = fixture;

const mapped = <A, B>(record: { readonly [name: string]: A }, change: (value: A) => B): { [name: string]: B } =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

const publishedTypes: { readonly [type: string]: Shape['type'] } = {
  String: 'text',
  Integer: 'number',
  Long: 'number',
  Boolean: 'bool',
  Struct: 'struct',
};

function publishedShape(described: Described): Shape {
  const [name = '', required] = (typeof described === 'string' ? described : described.type).split(' ');
  const members = typeof described === 'string' ? undefined : mapped(described.members, publishedShape);
  const type = name === 'RepeatList' ? (members === undefined ? 'texts' : 'structs') : (publishedTypes[name] ?? 'other');
  return { type, required: required === 'required', ...(members && { members }) };
}

/** What the metadata says of an operation; it spells `Filter.1.Key` out, which is folded into one list. */
export function published(action: string): Shapes {
  const all = mapped(publishedOperations[action] ?? {}, publishedShape);
  const plain = Object.entries(all).filter(([name]) => !name.includes('.'));
  const spelled = Object.entries(all).filter(([name]) => name.includes('.'));
  if (spelled.length === 0) return all;
  const members = Object.fromEntries(spelled.map(([name, shape]) => [name.split('.')[2] as string, shape]));
  return { ...Object.fromEntries(plain), [spelled[0]?.[0].split('.')[0] as string]: { type: 'structs', required: false, members } };
}

type SdkType = string | SdkModel | { readonly type: string; readonly itemType?: SdkType };
type SdkModel = (new (map: object) => unknown) & { names(): { [property: string]: string }; types(): { [property: string]: SdkType } };

const sdkTypes: { readonly [type: string]: Shape['type'] } = { string: 'text', number: 'number', boolean: 'bool' };
const isModel = (type: SdkType | undefined): type is SdkModel => typeof type === 'function';

function sdkShape(type: SdkType): Shape {
  if (isModel(type)) return { type: 'struct', required: false, members: sdkShapes(type) };
  if (typeof type === 'string') return { type: sdkTypes[type] ?? 'other', required: false };
  if (isModel(type.itemType)) return { type: 'structs', required: false, members: sdkShapes(type.itemType) };
  return { type: type.type === 'array' && type.itemType === 'string' ? 'texts' : 'other', required: false };
}

function sdkShapes(model: SdkModel): Shapes {
  const types = model.types();
  return Object.fromEntries(Object.entries(model.names()).map(([property, name]) => [name, sdkShape(types[property] as SdkType)]));
}

async function sdkModel(name: string): Promise<SdkModel | undefined> {
  const models = (await import(`@alicloud/ecs20140526/dist/models/${name}.js`).catch(() => ({}))) as { [name: string]: SdkModel };
  return models[name];
}

/** What the SDK's request model sends. */
export async function sdkRequest(action: string): Promise<Shapes> {
  const model = await sdkModel(`${action}Request`);
  if (model === undefined) throw new Error(`the SDK has no request model of ${action}`);
  return sdkShapes(model);
}

/** What the SDK's model of the reply's body reads. */
export async function sdkReply(action: string): Promise<Shapes> {
  const model = await sdkModel(`${action}ResponseBody`);
  if (model === undefined) throw new Error(`the SDK has no response model of ${action}`);
  return sdkShapes(model);
}

const ourTypes = {
  text: 'text',
  json: 'text',
  region: 'text',
  int: 'number',
  bool: 'bool',
  list: 'texts',
  pairs: 'structs',
  struct: 'struct',
} as const;

/** What the local cloud's own table takes. */
export function ours(params: Parameters): Shapes {
  const text: Shape = { type: 'text', required: false };
  return mapped(params, (parameter): Shape => {
    const shape: Shape = { type: ourTypes[parameter.type], required: 'required' in parameter && parameter.required !== undefined };
    if (parameter.type === 'struct') return { ...shape, members: ours(parameter.members) };
    if (parameter.type !== 'pairs') return shape;
    return { ...shape, members: { Key: text, Value: text, ...(parameter.lowerCase && { key: text, value: text }) } };
  });
}

/** Every name with its type, those inside as `Tag.Key`. */
export function flat(shapes: Shapes, prefix = ''): Map<string, Shape> {
  const rows = Object.entries(shapes).flatMap(([name, shape]): [string, Shape][] => [
    [`${prefix}${name}`, shape],
    ...(shape.members ? flat(shape.members, `${prefix}${name}.`) : []),
  ]);
  return new Map(rows);
}
