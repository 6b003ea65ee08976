import type { Host } from './host.ts';

/** How the command is typed here: npx says that it started this process. */
export const ownName = ({ environment }: Pick<Host, 'environment'>): string =>
  environment['npm_command'] === 'exec' ? 'npx snapspec' : 'snapspec';

/** Whether a script of the clone started it, where the command may have no name yet. */
export const isScriptOfClone = ({ environment }: Pick<Host, 'environment'>): boolean => environment['npm_lifecycle_event'] === 'demo';
