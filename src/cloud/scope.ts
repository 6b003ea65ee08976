import type { Clock } from '../base/clock.ts';
import type { Reader } from './client.ts';

/** The stack that is read for. */
export type Scope = { readonly stack: string; readonly region: string; readonly account?: string };

/** The means to read. */
export type Reading = { readonly reader: Reader; readonly clock: Clock };

/** Listings in flight at once. */
export const concurrency = 8;
