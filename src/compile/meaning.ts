import type { Desired } from '../kinds/desired.ts';

/** What an entry stands for, without where it is written. */
export const meaningOf = ({ section, occurrence, takeUntil, target, props, unlistedTags, adopt }: Desired) => ({
  section,
  occurrence,
  target,
  props,
  ...(takeUntil !== undefined && { takeUntil }),
  ...(unlistedTags !== undefined && { unlistedTags }),
  ...(adopt !== undefined && { adopt }),
});
