import type { Unread } from './preflight.ts';
import type { Inventory } from './targets.ts';

// What calls depend on and nothing here can look at: there is no client for Resource Manager and KMS.

export const unreadGroup = (id: string | null): Unread[] =>
  id === null ? [] : [{ field: 'resourceGroupId', text: `that the resource group ${id} exists` }];

export const unreadKey = (field: string, id: string): Unread => ({ field, text: `that the KMS key ${id} can be used` });

/** The keys of encrypted disks. */
export function unreadKeys(field: string, ids: readonly string[], { disk }: Inventory): Unread[] {
  const keys = ids.map((id) => disk.get(id)?.kmsKeyId).filter((key) => key !== undefined && key !== '') as string[];
  return keys.map((id) => unreadKey(field, id));
}
