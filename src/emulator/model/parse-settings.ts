import { settings as validate } from '../../../schema/local-cloud.js';
import { Failure } from '../../base/failure.ts';
import type { Issue } from '../../base/issue.ts';
import { quote } from '../../base/text.ts';
import { checkInput } from '../../input/index.ts';
import { defaultSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import type { World } from './world.ts';
import type { Model } from './model.ts';
import { settingsSchema } from './settings-schema.ts';

/** The second number of a span is not the smaller one: what no schema can say. */
function latencyIssues({ latencyMs }: Partial<Settings>): readonly Issue[] {
  if (latencyMs === undefined || latencyMs[0] <= latencyMs[1]) return [];
  return [
    {
      code: 'invalid-value',
      severity: 'error',
      message: `latencyMs is ${quote(latencyMs)}; the first number must not be above the second.`,
      place: { path: ['latencyMs'] },
      help: 'Give milliseconds: at least, and at most.',
    },
  ];
}

/**
 * Checks that a value is a part of the settings.
 * @throws InvalidInput with everything that is wrong with it
 */
export const checkSettings = (value: unknown, model: Model): Partial<Settings> =>
  checkInput({ noun: 'value', schema: settingsSchema(model), validate, more: latencyIssues }, value, 'settings');

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
