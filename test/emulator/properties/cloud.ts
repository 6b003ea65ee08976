import { expect } from 'vitest';
import { worldOf } from '../../../src/emulator/index.ts';
import type { Model } from '../../../src/emulator/index.ts';
import { setSettings } from '../../../src/emulator/model/parse-settings.ts';
import type { World } from '../../../src/emulator/model/world.ts';
import type { Body } from '../client.ts';

export const disks = ['d-1', 'd-2', 'd-3', 'd-old'];
/** Small enough to be reached in a short run. */
export const quotas = { 'SNAP-QUOTA-MANUAL': 4, 'ASP-QUOTA-REGION': 3, 'ASP-APPLY-MAX10': 2, 'ASP-AUTO-QUOTA': 5 };
export const day = 86_400_000;

export type Expected = {
  /** Manual snapshots that must be there. */
  readonly snapshots: Map<string, { disk: string; tags: Map<string, string>; until: number }>;
  readonly policies: Map<string, Set<string>>;
  readonly tokens: Map<string, { disk: string; id: string; at: number }>;
  /** Every id that was ever given out. */
  readonly ids: Set<string>;
};

/** The model of the local cloud, as a client sees it: no network, and a clock that stands. */
export class Cloud {
  readonly model: Model;
  readonly world: World;
  /** In how many steps time passes. */
  steps = 1;
  now = Date.parse('2026-11-21T10:30:00Z');

  constructor(model: Model, world?: World) {
    this.model = model;
    const seed = {
      instances: [{ id: 'i-1' }],
      disks: disks.map((id) => ({ id, ...(id === 'd-old' ? { category: 'cloud_efficiency' } : { instance: 'i-1' }) })),
    };
    this.world = world ?? worldOf({ ...seed, regions: ['cn-hangzhou', 'cn-beijing'] }, this.now);
    if (world === undefined) setSettings(this.world, { quotas, tokenLifeMs: 2 * 3_600_000 });
  }

  /** Lets time pass, in one step or in several with a look after each. */
  wait(length: number): void {
    const { steps } = this;
    for (let step = 0; step < steps; step++) {
      this.now += length / steps;
      if (steps > 1) this.ask('DescribeRegions', {});
    }
  }

  /** The answer, or the code that it was refused with. */
  ask(action: string, params: { [name: string]: string | number | undefined }): Body {
    const sent = Object.fromEntries(
      Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    );
    const request = { service: 'ecs', action, params: sent, account: '1', region: 'cn-hangzhou', requestId: 'ID' } as const;
    const { code, body } = this.model.answer(this.world, request, this.now);
    return code === '' ? (body as Body) : { code };
  }

  /** Everything that a listing gives, page by page. */
  all(
    action: string,
    [outer, inner]: readonly [string, string],
    params: { [name: string]: string | number | undefined } = {},
  ): readonly Body[] {
    const found: Body[] = [];
    let token: string | undefined;
    for (let pages = 0; pages < 1000; pages++) {
      const page = this.ask(action, { RegionId: 'cn-hangzhou', ...params, NextToken: token });
      expect(page).not.toHaveProperty('code');
      found.push(...page[outer][inner]);
      token = page['NextToken'] as string;
      if (!token) return found;
    }
    throw new RangeError(`${action} never ends`);
  }

  snapshots(params: { [name: string]: string | number | undefined } = {}): readonly Body[] {
    return this.all('DescribeSnapshots', ['Snapshots', 'Snapshot'], { MaxResults: 100, ...params });
  }
}
