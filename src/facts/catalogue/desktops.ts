import * as policies from '../limits/desktop-policies.ts';
import { deletedSnapshots, description, name } from '../limits/desktop-snapshots.ts';
import { intervalOf } from '../limits/interval.ts';
import { row } from './row.ts';
import type { CatalogueRow } from './row.ts';

const noPolicies = 'The spec has no policies of desktops.';

export const desktops: readonly CatalogueRow[] = [
  row('DSK-DESKTOP-REQ', 'static', 'A desktop snapshot names its desktop.', {
    by: ['missing-field'],
    errors: ['InvalidDesktopId.NotFound'],
  }),
  row('DSK-NAME-REQ', 'by-construction', 'A name is required.', { how: 'The name is `<stack>-<key>` where none is given.' }),
  row('DSK-NAME-LEN', 'static', `A name has ${intervalOf(name.length)} characters, one less than in ECS.`),
  row('DSK-NAME-START', 'static', 'A name begins with a letter.'),
  row('DSK-NAME-CHARS', 'static', 'A name holds letters, digits, `_` and `-`, and neither colon nor period.'),
  row('DSK-NAME-NOAUTO', 'static', 'A name does not begin with auto.'),
  row('DSK-DESC-LEN', 'static', `A description has up to ${description.length.max} characters; the mark of snapspec takes some of them.`),
  row('DSK-TYPE-REQ', 'static', 'The sort of disk is required.', { by: ['missing-field'] }),
  row('DSK-TYPE-ENUM', 'static', 'The sort of disk is system or data, in any casing.'),
  row('DSK-STATE', 'preflight', 'The desktop is Running or Stopped.', { errors: ['IncorrectDesktopStatus'] }),
  row('DSK-EXISTS', 'preflight', 'The desktop exists in the region.', { errors: ['InvalidDesktopId.NotFound'] }),
  row('DSK-HASDISK', 'preflight', 'The desktop has a disk of that sort.'),
  row('DSK-NOFIELDS', 'static', 'There are no tags, no retention, no resource group and no token.', { by: ['unsupported-field'] }),
  row('DSK-IMMUTABLE', 'preflight', 'A desktop snapshot cannot be changed.', {
    how: 'The plan refuses another desktop or disk and leaves the rest as taken.',
  }),
  row('DSK-DELETE-MAX', 'not-in-v1', `A deletion names up to ${deletedSnapshots.max} snapshots, and ignores unknown ones.`, {
    how: 'snapspec sends no such call yet.',
  }),
  row('DSP-NAME-LEN', 'not-in-v1', `A policy of desktops has a name of ${intervalOf(policies.name.length)} characters.`, {
    how: noPolicies,
  }),
  row('DSP-NAME-START', 'not-in-v1', 'Its name begins with a letter.', { how: noPolicies }),
  row('DSP-NAME-CHARS', 'not-in-v1', 'Its name holds letters, digits, `:`, `_` and `-`.', { how: noPolicies }),
  row('DSP-NAME-NOHTTP', 'not-in-v1', 'Its name does not begin with http:// or https://.', { how: noPolicies }),
  row('DSP-RET-RANGE', 'not-in-v1', `Its retention is ${intervalOf(policies.retentionDays.range)} days.`, { how: noPolicies }),
  row('DSP-CRON', 'not-in-v1', 'Its times are a cron expression of six fields; neither its grammar nor its time zone is published.', {
    how: noPolicies,
  }),
  row('DSP-DISK-TYPE', 'not-in-v1', 'It covers system or data disks; which value covers both is not published.', { how: noPolicies }),
  row('DSP-APPLY-MAX', 'not-in-v1', `A call applies it to ${intervalOf(policies.appliedDesktops.count)} desktops.`, { how: noPolicies }),
  row('DSP-CANCEL-MAX', 'not-in-v1', `A call takes it off ${intervalOf(policies.cancelledDesktops.count)} desktops.`, { how: noPolicies }),
  row('DSP-DELETE-MAX', 'not-in-v1', `A call deletes ${intervalOf(policies.deletedPolicies.count)} policies.`, { how: noPolicies }),
  row('DSK-RESTORE', 'not-in-v1', 'A desktop is shut down before it is set back, which cannot be undone.', {
    how: 'snapspec restores nothing.',
  }),
];
