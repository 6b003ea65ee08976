/** The largest file that is read, in bytes. */
export const mostBytes = 64 * 1024 * 1024;
