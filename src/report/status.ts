import { terminal } from '../escape/terminal.ts';

/** A status of the cloud in a text for people: the services write the same word in several casings. */
export const statusText = (status: string): string => terminal(status.toLowerCase());
