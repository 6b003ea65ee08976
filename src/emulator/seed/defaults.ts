import type { Tags } from '../model/world.ts';

/** What every resource of a world is made with. */
export type Common = {
  readonly id: string;
  readonly serial: number;
  readonly regionId: string;
  readonly createdAt: number;
  readonly name: string;
  readonly tags: Tags;
  readonly resourceGroupId: string;
};

/** Sizes of disks, in GiB. */
export const defaultDiskSize = 40;
export const desktopDiskSizes = { system: 80, data: 100 } as const;

/** A moment of a seed, whose form was checked. */
export const momentOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Date.parse(text));
