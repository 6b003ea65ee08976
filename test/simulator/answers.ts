import type { Judge } from './judge.ts';
import type { Thing } from './ledger.ts';
import { statusOf } from './ledger.ts';
import type { Round } from './scenario.ts';
import { addressOf, occurrenceOf } from './specs.ts';
import type { Entry, Removed } from './specs.ts';

/** Whether what was made still stands, and no longer says whose it is. */
function isDamaged({ ledger, world, now }: Judge, thing: Thing): boolean {
  const row = ledger.rowOf(thing);
  if (row === undefined || thing.section === 'desktopSnapshots' || statusOf(world, thing.section, row, now) === 'failed') return false;
  return !ledger.isWhole(thing);
}

const hasMarks = ({ ledger }: Judge, thing: Thing): boolean =>
  Object.keys(ledger.rowOf(thing)?.tags ?? {}).some((key) => key.startsWith('snapspec:'));

/** The only thing of an entry whose marks were damaged. */
function damagedOf(judge: Judge, entry: Entry): Thing | undefined {
  const all = [...judge.ledger.things.values()].filter(
    (one) =>
      judge.canonical(one.address) === addressOf(entry) &&
      one.section === entry.section &&
      one.occurrence === occurrenceOf(entry) &&
      isDamaged(judge, one),
  );
  return all.length === 1 ? all[0] : undefined;
}

/** The round with a line that names by its id what alone counts of an entry: a mistake, which is to be refused. */
function misnamed(round: Round, judge: Judge): Round {
  const { spec } = round;
  const things = [...judge.ledger.things.values()];
  const one = things.find((thing) => {
    const entry = spec.entries.find((each) => addressOf(each) === thing.address && occurrenceOf(each) === thing.occurrence);
    return entry !== undefined && entry.section !== 'desktopSnapshots' && judge.ledger.isWhole(thing);
  });
  if (one === undefined) return round;
  return { ...round, spec: { ...spec, removed: [...(spec.removed ?? []), { id: one.id, force: true, forget: false }] } };
}

/** The round as somebody applies it who has read in a plan whose marks were damaged: they are taken over again, or let go of. */
export function answered(round: Round, judge: Judge): Round {
  const { spec, answer } = round;
  judge.unsettle();
  if (answer === undefined) return round;
  if (answer === 'misname') return misnamed(round, judge);
  const removed: Removed[] = [...(spec.removed ?? [])];
  const entries = spec.entries.map((entry): Entry => {
    const thing = damagedOf(judge, entry);
    if (thing === undefined || entry.adopt !== undefined || (answer === 'forget' && !hasMarks(judge, thing))) return entry;
    judge.settle(thing.address);
    if (answer === 'adopt') return { ...entry, adopt: thing.id };
    removed.push({ id: thing.id, force: false, forget: true });
    return entry;
  });
  return { ...round, spec: { ...spec, entries, ...(removed.length > 0 && { removed }) } };
}
