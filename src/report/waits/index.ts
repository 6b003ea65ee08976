// What `wait` prints, one file each format.
export { json } from './json.ts';
export { text } from './text.ts';
