/** One backup that was waited for. */
export type WaitResult = {
  readonly address: string;
  readonly id: string;
  /** `pending`: it is still being taken, and is no longer waited for. */
  readonly outcome: 'finished' | 'failed' | 'gone' | 'pending';
  /** What the API calls its status. */
  readonly status: string;
  /** How far it is, where the service says it. */
  readonly percent?: number;
  /** What to do about it. */
  readonly help?: string;
};

/** What `wait` has seen. */
export type WaitReport = {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly results: readonly WaitResult[];
};

export type WaitFormat = { readonly print: (report: WaitReport, options: { readonly color: boolean; readonly width?: number }) => string };
