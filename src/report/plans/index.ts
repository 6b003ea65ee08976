// The formats of plans, one file each; `--format` takes its choices from these names.
export { json } from './json.ts';
export { text } from './text.ts';
