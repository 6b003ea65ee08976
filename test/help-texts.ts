/** A help text of a plan, and the test that does what it says and sees where that ends. */
export type FollowedHelp = {
  /** The file of src/ that says it. */
  readonly file: string;
  /** Words of it as they stand there, of one help or of several. */
  readonly says: string;
  /** The test that follows it: its file, and words of its title. Absent where it names no action of a reader. */
  readonly followedBy?: readonly [file: string, title: string];
};

const helps = 'e2e/followed-helps.test.ts';
const ways = 'e2e/ways-out.test.ts';
const rows = ['preflight/rows.test.ts', 'is not said in the world beside it'] as const;
const saved = 'e2e/saved-plan.test.ts';

export const followedHelps: readonly FollowedHelp[] = [
  {
    file: 'preflight/attachments.ts',
    says: 'put back if that is refused',
    followedBy: ['e2e/reattach.test.ts', 'is shown to move detach-first, and stays until that is approved'],
  },
  { file: 'plan/awaited.ts', says: 'Do first what the help of', followedBy: [ways, 'what a refused entry is to take over stays'] },
  {
    file: 'diff/adoption-changes.ts',
    says: 'Check the id and the region. Remove',
    followedBy: [helps, 'an id that is not there: without `adopt` a new one is made'],
  },
  { file: 'diff/adoption-changes.ts', says: 'it has nothing to do', followedBy: [ways, 'a policy of nobody gets the marks in one write'] },
  { file: 'diff/adoption.ts', says: 'Where that stack was renamed to', followedBy: [helps, 'what a stack owns that has another name now'] },
  {
    file: 'diff/adoption.ts',
    says: 'Else let go of it there first',
    followedBy: [helps, 'what another stack lets go of first can be adopted'],
  },
  { file: 'diff/adoption.ts', says: 'is now this entry, write', followedBy: [helps, 'what another entry has is moved instead'] },
  { file: 'diff/adoption.ts', says: 'Adopt the group', followedBy: [helps, 'a member of a group: the group is adopted'] },
  { file: 'diff/adoption.ts', says: 'Adopt the backup itself', followedBy: [helps, 'a copy: the backup itself is adopted'] },
  { file: 'diff/adoption.ts', says: "help: 'Remove `adopt`.'", followedBy: [helps, 'one that failed, or beside a backup'] },
  { file: 'diff/adoption.ts', says: 'it is then taken', followedBy: [helps, 'one that failed, or beside a backup'] },
  { file: 'diff/adoption.ts', says: 'as it was taken, or name another', followedBy: [helps, 'the disk is written as it was taken'] },
  { file: 'diff/adoption.ts', says: 'off, then run it again', followedBy: [helps, 'what carries too many tags'] },
  { file: 'diff/moves.ts', says: 'Without this line the backup would be taken again' },
  { file: 'diff/moves.ts', says: 'Remove this line once every copy', followedBy: [ways, 'an entry with another key: one write of tags'] },
  { file: 'diff/ownership-refusals.ts', says: 'waysOn(', followedBy: [ways, 'by forget and by the mended mark, as the help says'] },
  {
    file: 'diff/ownership-refusals.ts',
    says: 'to one of them and detach it from the others',
    followedBy: [helps, 'two policies of one entry with disks'],
  },
  {
    file: 'diff/ownership-refusals.ts',
    says: 'Write another occurrence',
    followedBy: ['diff/ownership-refusals.test.ts', 'beyond it the help names a new occurrence'],
  },
  {
    file: 'diff/refused.ts',
    says: 'Give the new target its own key, or another occurrence',
    followedBy: [ways, 'a new occurrence is, as the help says'],
  },
  {
    file: 'diff/removal-changes.ts',
    says: 'without its entry snapspec leaves it alone',
    followedBy: [helps, 'where tags cannot be changed: without the item'],
  },
  {
    file: 'diff/removal-changes.ts',
    says: 'Let the credentials read those too',
    followedBy: [helps, 'what may not be read: once it may, it is found'],
  },
  { file: 'diff/removal-changes.ts', says: 'Remove this line, unless', followedBy: [helps, 'what is left of a line that is done'] },
  { file: 'diff/removal-refusals.ts', says: 'Use the console to delete' },
  {
    file: 'diff/removal-refusals.ts',
    says: 'Wait until it is finished',
    followedBy: [ways, 'while it is still being taken it is refused'],
  },
  { file: 'diff/removal-refusals.ts', says: 'Wait until the lock is over', followedBy: [ways, 'to nothing owned, in two applies'] },
  {
    file: 'diff/removal-refusals.ts',
    says: 'Delete the images first',
    followedBy: [ways, 'it is refused even with force, and deleted once that is over'],
  },
  {
    file: 'diff/removal-refusals.ts',
    says: 'if those disks need never be re-initialized',
    followedBy: [ways, 'is refused, and force deletes it as the help says'],
  },
  {
    file: 'diff/removal-refusals.ts',
    says: 'Take another backup first',
    followedBy: [ways, 'is refused, and force deletes it as the help says'],
  },
  {
    file: 'diff/removal-items.ts',
    says: 'Without this item, and without an entry',
    followedBy: [helps, 'what is not proven to be of an address'],
  },
  {
    file: 'diff/removal-items.ts',
    says: 'Remove the entry from the spec, and name it with',
    followedBy: [helps, 'what counts of an entry'],
  },
  {
    file: 'diff/removal-items.ts',
    says: 'to let go of it; then delete it in the console',
    followedBy: [ways, 'is settled by what the help says'],
  },
  {
    file: 'diff/removal-items.ts',
    says: 'is removed by its spec',
    followedBy: [helps, 'what another stack owns is removed by its own spec'],
  },
  {
    file: 'diff/unmanaged.ts',
    says: 'Give each repository a stack of its own',
    followedBy: [helps, 'a second repository with a stack of its own'],
  },
  { file: 'plan/narrow.ts', says: 'Did you mean', followedBy: ['plan/narrow.test.ts', 'with what was probably meant'] },
  {
    file: 'plan/refusals.ts',
    says: 'name it in `removed`; --prune removes policies',
    followedBy: [ways, 'an unmanaged policy goes as its note says'],
  },
  {
    file: 'preflight/attachments.ts',
    says: 'leave it out here with `not`',
    followedBy: [helps, 'a disk at its limit is left out with `not`'],
  },
  {
    file: 'preflight/attachments.ts',
    says: 'Each policy takes, keeps and bills',
    followedBy: ['e2e/said-beforehand.test.ts', 'two policies of one stack on one disk'],
  },
  { file: 'preflight/missing-targets.ts', says: 'Check the id, the region of the stack', followedBy: rows },
  { file: 'preflight/missing-targets.ts', says: 'or remove the entry', followedBy: rows },
  { file: 'preflight/points.ts', says: 'Keep them for fewer days', followedBy: rows },
  { file: 'preflight/quotas.ts', says: 'that are no longer needed', followedBy: rows },
  { file: 'preflight/quotas.ts', says: 'Remove tags from the resource', followedBy: rows },
  { file: 'preflight/regions.ts', says: 'near(region, regions)', followedBy: rows },
  { file: 'preflight/takings.ts', says: 'Delete old manual snapshots', followedBy: rows },
  { file: 'preflight/takings.ts', says: 'Wait until they are finished', followedBy: rows },
  { file: 'preflight/unread.ts', says: 'snapspec reads neither resource groups nor KMS keys' },
  {
    file: 'saved/read.ts',
    says: 'Make it again with snapspec plan --out FILE',
    followedBy: [saved, 'that has expired is refused by apply before anything is read'],
  },
  { file: 'saved/read.ts', says: 'help = again' },
  { file: 'saved/read.ts', says: 'Name the spec, and use the credentials', followedBy: [saved, 'of another stack or region is refused'] },
  { file: 'saved/read.ts', says: 'A plan is saved with snapspec plan --out FILE', followedBy: [saved, 'takes the place of an older one'] },
];
