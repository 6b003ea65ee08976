import { common } from './catalogue/common.ts';
import { desktops } from './catalogue/desktops.ts';
import { groups } from './catalogue/groups.ts';
import { policies } from './catalogue/policies.ts';
import type { CatalogueRow } from './catalogue/row.ts';
import { snapshots } from './catalogue/snapshots.ts';
import { tags } from './catalogue/tags.ts';

export type { CatalogueRow, Held } from './catalogue/row.ts';

/** Every documented constraint and where it is held, by what it is about. For pages and tests: what checks does not load it. */
export const catalogue: readonly { readonly title: string; readonly rows: readonly CatalogueRow[] }[] = [
  { title: 'Common', rows: common },
  { title: 'Snapshots', rows: snapshots },
  { title: 'Snapshot-consistent groups', rows: groups },
  { title: 'Automatic snapshot policies', rows: policies },
  { title: 'Desktop snapshots', rows: desktops },
  { title: 'Tags', rows: tags },
];
