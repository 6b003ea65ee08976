import { idNames } from '../../aliases/ids.ts';
import type { Hint } from '../../fields/field.ts';

/** What to write where a text does not look like the id of a KMS key. */
export function kmsKeyHint(wrong: string): Hint | undefined {
  if (wrong === '') return undefined;
  const [id] = wrong.trim().match(/(?<![0-9a-z])(?:key-[a-z0-9]{8,40}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-z-])/i) ?? [];
  const write =
    'Write the id of a key in the region of the copies, as the console of KMS shows it; without kmsKeyId the key of the service is used.';
  if (/^(?:arn:|projects\/|\/subscriptions\/|https?:)/.test(wrong.trim())) return { help: `This is a key of another cloud. ${write}` };
  if (id !== undefined && id !== wrong) return { help: `Write the id alone: ${id}.`, replacement: id };
  const named = idNames(wrong.trim());
  return { help: named === undefined ? write : `This is the id of ${named}. ${write}` };
}
