import { gitlab as format } from '../findings/gitlab.ts';
import { ofFindings } from './findings.ts';

/** The findings of a plan as a Code Quality report of GitLab. */
export const gitlab = ofFindings(format);
