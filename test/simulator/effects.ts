import type { ApiRequest } from '../../src/emulator/index.ts';
import type { Policy } from '../../src/emulator/services/policies/store.ts';
import type { Actor, RowChange, Thing } from './ledger.ts';

/** What a call has changed. */
export type Effect = {
  readonly actor: Actor;
  readonly at: number;
  readonly action: string;
  readonly id: string;
  /** The call was answered before it took effect. */
  readonly isLater: boolean;
  /** It made the thing. */
  readonly made: boolean;
  /** Of a policy: the disks that it got or lost. */
  readonly disks: readonly string[];
  /** The keys of the tags that it set, changed or took off. */
  readonly keys: readonly string[];
  readonly thing: Thing | undefined;
  readonly before: RowChange['before'];
  readonly after: RowChange['after'];
};

const attachedIn = (row: RowChange['after']): readonly string[] => Object.keys((row as Policy | undefined)?.attached ?? {});

function movedDisks({ section, before, after }: RowChange): readonly string[] {
  if (section !== 'policies') return [];
  const [earlier, later] = [attachedIn(before), attachedIn(after)];
  return [...earlier.filter((id) => !later.includes(id)), ...later.filter((id) => !earlier.includes(id))];
}

function changedKeys({ before, after }: RowChange): readonly string[] {
  const [earlier = {}, later = {}] = [before?.tags, after?.tags];
  if (earlier === later) return [];
  return [...new Set([...Object.keys(earlier), ...Object.keys(later)])].filter((key) => earlier[key] !== later[key]);
}

/** Everything that has happened to the things of a world, by whom and when. */
export class Effects {
  readonly all: Effect[] = [];

  add(actor: Actor, at: number, call: ApiRequest | undefined, change: RowChange, thing: Thing | undefined, isLater = false): Effect {
    const effect: Effect = {
      actor,
      at,
      action: call?.action ?? '',
      id: change.id,
      isLater,
      made: change.before === undefined,
      disks: movedDisks(change),
      keys: changedKeys(change),
      thing,
      before: change.before,
      after: change.after,
    };
    this.all.push(effect);
    return effect;
  }

  /** Whether anybody else did something to a thing since a moment. */
  byOthers(actor: Actor, id: string, since: number): boolean {
    return this.all.some((one) => one.id === id && one.at >= since && one.actor.name !== actor.name);
  }

  of(actor: Actor): Effect[] {
    return this.all.filter((one) => one.actor.name === actor.name);
  }
}
