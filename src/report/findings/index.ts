// The formats of findings, one file each; `--format` takes its choices from these names.
export { concise } from './concise.ts';
export { github } from './github.ts';
export { gitlab } from './gitlab.ts';
export { json } from './json.ts';
export { junit } from './junit.ts';
export { sarif } from './sarif.ts';
export { text } from './text.ts';
