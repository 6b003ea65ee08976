import { Failure } from '../../base/failure.ts';
import { suggest } from '../../base/suggest.ts';
import { choices, quote } from '../../base/text.ts';
import { defaultSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import type { World } from './world.ts';
import type { Model } from './model.ts';
import { checkMembers, wrong } from './shape.ts';
import type { MemberShapes } from './shape.ts';

const seconds = { type: 'number', min: 0, max: 1e9 } as const;

const shape = {
  snapshotSeconds: seconds,
  snapshotsFail: { type: 'bool' },
  tokenSeconds: seconds,
  tokenLifeMs: { type: 'number', min: 0, max: 1e15, orNull: true },
  tokenPoisoned: { type: 'bool' },
  tokenSpentByEffect: { type: 'bool' },
  listLagMs: { type: 'numbers' },
  replicaLagMs: { type: 'lags' },
  attachLimit: { type: 'number', min: 1, max: 1e9, whole: true, orNull: true },
  groupTagsOnMembers: { type: 'bool' },
  equalRetentionRefused: { type: 'bool' },
  policyRetentionMoves: { type: 'bool' },
  plainCopyListed: { type: 'bool' },
  sameRegionCopyRefused: { type: 'bool' },
  groupTagsRefused: { type: 'bool' },
  diskGroupInstanceListed: { type: 'bool' },
  listedPolicy: { type: 'word', words: ['first', 'last', 'filter'] },
  flashCategory: { type: 'word', words: ['refused', 'listed'] },
  permanentRetentionSettable: { type: 'bool' },
  copySeconds: seconds,
  encryptedCopyInRegionRefused: { type: 'bool' },
  lockedMembersLeft: { type: 'bool' },
  targetTagsMatch: { type: 'word', words: ['any', 'all'] },
  tagAssociationsListed: { type: 'bool' },
  tagAssociationInvited: { type: 'bool' },
  desktopPolicyListed: { type: 'bool' },
  desktopCronDayOne: { type: 'word', words: ['sunday', 'monday'] },
  pageSizeGivesToken: { type: 'bool' },
  quotas: { type: 'numbers' },
  callsPerMinute: { type: 'numbers' },
  foreignCertificate: { type: 'bool' },
  latencyMs: { type: 'span' },
  clockSkewSeconds: { type: 'number', min: -1e9, max: 1e9 },
} as const satisfies MemberShapes & { readonly [K in keyof Settings]: unknown };

const lagNames = ({ sections }: Model): readonly string[] => ['*', 'tags', 'createTags', 'attachments', ...sections];

function checkNames(given: object | undefined, known: readonly string[], at: string): void {
  const unknown = Object.keys(given ?? {}).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const near = suggest(unknown, known);
  wrong('settings', `${at}.${unknown}`, 'is unknown', near.length > 0 ? `Did you mean ${choices(near)}?` : `It may be ${choices(known)}.`);
}

/**
 * Checks that a value is a part of the settings.
 * @throws Failure `usage` that names the place and what it may be
 */
export function checkSettings(value: unknown, model: Model): Partial<Settings> {
  checkMembers(value, shape, 'settings', 'the value');
  const settings = value as Partial<Settings>;
  checkNames(settings.listLagMs, lagNames(model), 'listLagMs');
  checkNames(
    settings.quotas,
    model.quotas.map((quota) => quota.row),
    'quotas',
  );
  checkNames(settings.callsPerMinute, [...new Set(['*', ...model.operations.map((one) => one.action)])], 'callsPerMinute');
  return settings;
}

/** Changes some of the settings; a world that was saved by an earlier version gets the defaults of new ones. */
export function setSettings(world: World, settings: Partial<Settings>): void {
  world.settings = { ...defaultSettings, ...world.settings, ...settings };
}

/**
 * Reads limits in short: `*=600,CreateSnapshot=60` are calls a minute, `SNAP-QUOTA-MANUAL=3` is a quota by its row.
 * @throws Failure `usage`
 */
export function parseLimits(text: string, model: Model): Partial<Settings> {
  const pairs = text.split(',').map((part) => {
    const [, name, number] = /^([^=]+)=(\d+)$/.exec(part.trim()) ?? [];
    if (name === undefined)
      throw new Failure('usage', `${quote(part)} is not a limit.`, { help: 'Write NAME=NUMBER, several with commas between them.' });
    return [name, Number(number)] as const;
  });
  const isRow = (name: string): boolean => model.quotas.some((quota) => quota.row === name);
  return checkSettings(
    {
      callsPerMinute: Object.fromEntries(pairs.filter(([name]) => !isRow(name))),
      quotas: Object.fromEntries(pairs.filter(([name]) => isRow(name))),
    },
    model,
  );
}

/**
 * Reads a latency: `50` or `20-80`, in milliseconds.
 * @throws Failure `usage`
 */
export function parseLatency(text: string): Partial<Settings> {
  const [, min, max = min] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (min === undefined || Number(max) < Number(min))
    throw new Failure('usage', `${quote(text)} is not a latency.`, { help: 'Give milliseconds: 50, or 20-80.' });
  return { latencyMs: [Number(min), Number(max)] };
}
