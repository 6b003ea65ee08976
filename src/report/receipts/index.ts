// The formats of receipts, one file each; each is also a format of plans.
export { json } from './json.ts';
export { text } from './text.ts';
