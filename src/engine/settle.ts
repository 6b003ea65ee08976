/** Milliseconds by which a listing may lag behind a write, by default; the real lag is not published. */
export const defaultSettle = 30_000;
