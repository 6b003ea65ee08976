import type { RuleDocs } from '../base/explanation.ts';
import * as live from '../facts/live-conditions.ts';
import * as facts from '../facts/preflight-conditions.ts';

const refused = 'The service refuses the call. What depends on it is held back; the rest of the plan is not.';
const wait = 'Wait until it has settled and run it again, or start or stop it.';

/** Findings about the state of single disks, instances, desktops and snapshots. */
export const stateRuleDocs: RuleDocs = {
  'disk-status': {
    what: 'A disk that is to be backed up is in a state in which no backup can be taken.',
    why: `${refused} Groups take disks in use; whether also such that are detached, pages do not agree.`,
    fix: wait,
    severity: ['error', 'warning'],
    sources: live.diskStates.sources,
    rows: ['SNAP-DISK-STATE', 'GRP-DISK-STATE'],
  },
  'instance-status': {
    what: 'An instance is neither Running nor Stopped while a disk of it is to be backed up or put under a policy.',
    why: `${refused} A policy is put on the disk all the same, and takes nothing until the instance is steady.`,
    fix: wait,
    severity: ['error', 'warning'],
    sources: live.instanceStates.sources,
    rows: ['SNAP-INST-STATE', 'GRP-INST-STATE', 'ASP-APPLY-STATE'],
  },
  'desktop-status': {
    what: 'A desktop is neither Running nor Stopped while a snapshot of it is to be taken.',
    why: refused,
    fix: wait,
    severity: 'error',
    sources: live.desktopStates.sources,
    rows: ['DSK-STATE'],
  },
  'desktop-disk-missing': {
    what: 'A desktop snapshot names a sort of disk that the desktop does not have.',
    why: refused,
    fix: 'Name the sort that it has, or another desktop.',
    severity: 'error',
    sources: facts.desktopHasDisk.sources,
    rows: ['DSK-HASDISK'],
  },
  'disk-never-used': {
    what: 'A disk is attached only to instances that were never started.',
    why: 'The service may refuse it: there is nothing on the disk to back up.',
    fix: 'Start the instance once.',
    severity: 'warning',
    sources: facts.neverUsed.sources,
    rows: ['SNAP-NEVER-USED'],
  },
  'locked-for-security': {
    what: 'A disk or its instance is locked for security.',
    why: refused,
    fix: 'Have the lock lifted; the message center of the account says why it was set.',
    severity: 'error',
    sources: facts.securityLock.sources,
    rows: ['SNAP-SECLOCK', 'GRP-SECLOCK'],
  },
  'disk-in-arrears': {
    what: 'A disk has expired, or is locked over an open bill.',
    why: 'The service may refuse the backup, and releases the disk some days later: an unfinished snapshot goes with it.',
    fix: 'Pay the bill or renew the disk.',
    severity: 'warning',
    sources: facts.arrears.sources,
    rows: ['SNAP-ARREARS', 'GRP-ARREARS'],
    ...(facts.arrears.disputed !== undefined && { disputed: facts.arrears.disputed }),
  },
  'instance-hibernation': {
    what: 'The instance of a disk is set up to hibernate.',
    why: 'The service may refuse snapshots of its disks while it hibernates.',
    fix: 'Wake the instance up if the service refuses it.',
    severity: 'warning',
    sources: facts.hibernation.sources,
    rows: ['SNAP-HIBERNATE'],
  },
  'manual-snapshot-quota': {
    what: `A disk has nearly ${live.manualQuota.max} manual snapshots, or as many; those of this plan and members of groups are counted.`,
    why: `A disk can have ${live.manualQuota.max}. At the limit the service refuses the next one.`,
    fix: 'Delete old ones, or give them a retention.',
    severity: ['error', 'warning'],
    sources: live.manualQuota.sources,
    rows: ['SNAP-QUOTA-MANUAL', 'GRP-QUOTA'],
    ...(live.manualQuota.disputed !== undefined && { disputed: live.manualQuota.disputed }),
  },
  'snapshot-in-progress': {
    what: 'As many snapshots of a disk are being taken, or are to be taken by this plan, as it can have at a time.',
    why: `A disk of the ESSD series takes ${live.concurrentOnEssd.max} at a time, all others ${live.concurrentOnOtherDisks.max}; the service refuses the next one until one is finished.`,
    fix: 'Wait, and run it again.',
    severity: 'warning',
    sources: [...live.concurrentOnEssd.sources, ...live.concurrentOnOtherDisks.sources].slice(0, 2),
    rows: ['SNAP-INPROGRESS', 'GRP-INPROGRESS'],
  },
  'snapshot-not-finished': {
    what: 'A snapshot is to be changed while it is still being taken.',
    why: 'The service refuses the change until the snapshot is finished. apply waits for a while; a large disk can take hours.',
    fix: 'Run it again when the snapshot is finished.',
    severity: 'warning',
    sources: facts.finishedFirst.sources,
    rows: ['SNAP-MOD-READY'],
  },
  'resource-tag-count': {
    what: `With the tags of the spec a resource would carry more than ${facts.resourceTags.max}.`,
    why: 'The service limits the tags of a resource, and may refuse the tagging.',
    fix: 'Remove tags from the resource or from the spec.',
    severity: 'warning',
    sources: facts.resourceTags.sources,
    rows: ['TAG-RES-QUOTA'],
    ...(facts.resourceTags.disputed !== undefined && { disputed: facts.resourceTags.disputed }),
  },
};
