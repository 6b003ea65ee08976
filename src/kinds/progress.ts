import type { Json } from '../base/json.ts';
import type { Progress } from './live.ts';
import { intAt, textAt } from './reply-reader.ts';

/** How far a snapshot is, from `Progress` ("40%") and `RemainTime` (seconds; -1 while it is being computed). */
export function progressIn(item: Json): Progress | undefined {
  const percent = /^(\d{1,3})%$/.exec(textAt(item, 'Progress') ?? '')?.[1];
  const remaining = intAt(item, 'RemainTime');
  const progress: Progress = {
    ...(percent !== undefined && Number(percent) <= 100 && { percent: Number(percent) }),
    ...(remaining !== undefined && remaining > 0 && { remaining }),
  };
  return Object.keys(progress).length === 0 || progress.percent === 100 ? undefined : progress;
}
