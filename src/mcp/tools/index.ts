// The tools of the server, in the order in which they are listed. None can change anything.
import type { Tool } from '../tool.ts';
import { explain } from './explain.ts';
import { lint } from './lint.ts';
import { plan } from './plan.ts';
import { schemaTool } from './schema.ts';

export const tools: readonly Tool[] = [lint, explain, schemaTool, plan];
