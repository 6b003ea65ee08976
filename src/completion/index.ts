// The shells, one file each; `completion` takes its choices from these names.
export { bash } from './bash.ts';
export { fish } from './fish.ts';
export { zsh } from './zsh.ts';
