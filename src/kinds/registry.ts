import { desktopSnapshots } from './desktop-snapshots/index.ts';
import { groups } from './groups/index.ts';
import type { Kind } from './kind.ts';
import { policies } from './policies/index.ts';
import { snapshots } from './snapshots/index.ts';

/** Every kind, in the order of plans and pages: first standing resources, then backups that are taken. */
export const kinds: readonly Kind[] = [policies, snapshots, groups, desktopSnapshots];

/** The kind of a section. */
export function kindOf(section: string): Kind {
  const found = kinds.find((one) => one.section === section);
  if (found === undefined) throw new TypeError(`no kind has the section ${section}`);
  return found;
}
