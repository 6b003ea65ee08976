// Every type of field by its name, a line each.
export { bool } from './bool.ts';
export { dateTime as 'date-time' } from './date-time.ts';
export { entries } from './entries.ts';
export { enumType as enum } from './enum.ts';
export { int } from './int.ts';
export { list } from './list.ts';
export { map } from './map.ts';
export { object } from './object.ts';
export { plain } from './plain.ts';
export { text } from './text.ts';
