// One line a kind: nothing else needs to know that it exists.
export { desktopSnapshots } from './desktop-snapshots/index.ts';
export { groups } from './groups/index.ts';
export { policies } from './policies/index.ts';
export { snapshots } from './snapshots/index.ts';
