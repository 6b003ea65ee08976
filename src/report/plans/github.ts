import { github as format } from '../findings/github.ts';
import { ofFindings } from './findings.ts';

/** The findings of a plan as workflow commands, which GitHub shows beside the changed lines. */
export const github = ofFindings(format);
