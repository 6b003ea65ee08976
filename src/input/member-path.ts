import type { Path } from '../base/diagnostic.ts';

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');
const escaped = (part: string | number): string => String(part).replaceAll('~', '~0').replaceAll('/', '~1');

const memberOf = (value: unknown, step: string | number): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as { [step: string]: unknown })[step] : undefined;

/** The value at a path; undefined where there is none. */
export const valueAt = (value: unknown, path: Path): unknown => path.reduce(memberOf, value);

/** The path of a JSON pointer in a value: in a list a step is a number. */
export function pathOf(pointer: string, value: unknown): Path {
  const path: (string | number)[] = [];
  for (const part of pointer.split('/').slice(1).map(unescaped)) path.push(Array.isArray(valueAt(value, path)) ? Number(part) : part);
  return path;
}

/** A path as a JSON pointer (RFC 6901). */
export const pointerOf = (path: Path): string => path.map((step) => `/${escaped(step)}`).join('');

/** A path as a person writes it: `disks[0].size`. */
export const nameOf = (path: Path): string =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('');
