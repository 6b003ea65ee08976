import type { WaitResult } from '../report/waits/format.ts';
import type { Watched } from './watch.ts';

const helps: { readonly [S in Watched['state']]?: string } = {
  failed: 'It does not count: snapspec apply takes it again. Look in the console for the reason first.',
  gone: 'It was deleted while it was being taken. snapspec plan says what is there now.',
};

function resultOf({ address, id, state, status, progress }: Watched): WaitResult {
  const help = helps[state];
  const isPending = state === 'pending' && progress?.percent !== undefined;
  return { address, id, outcome: state, status, ...(isPending && { percent: progress.percent }), ...(help !== undefined && { help }) };
}

/** How each backup that was waited for ended, and what to do about it. */
export const waitResults = (watched: readonly Watched[]): readonly WaitResult[] => watched.map(resultOf);
