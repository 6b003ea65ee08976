import { sarif as format } from '../findings/sarif.ts';
import { ofFindings } from './findings.ts';

/** The findings of a plan as a SARIF 2.1.0 log. */
export const sarif = ofFindings(format);
