import { common } from './common.ts';
import { desktops } from './desktops.ts';
import { groups } from './groups.ts';
import { policies } from './policies.ts';
import type { CatalogueRow } from './row.ts';
import { snapshots } from './snapshots.ts';
import { tags } from './tags.ts';

export type { CatalogueRow, Held } from './row.ts';

/** Every documented constraint and where it is held, by what it is about. For pages and tests: what checks does not load it. */
export const catalogue: readonly { readonly title: string; readonly rows: readonly CatalogueRow[] }[] = [
  { title: 'Common', rows: common },
  { title: 'Snapshots', rows: snapshots },
  { title: 'Snapshot-consistent groups', rows: groups },
  { title: 'Automatic snapshot policies', rows: policies },
  { title: 'Desktop snapshots', rows: desktops },
  { title: 'Tags', rows: tags },
];
