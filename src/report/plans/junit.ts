import { junit as format } from '../findings/junit.ts';
import { ofFindings } from './findings.ts';

/** The findings of a plan as a JUnit report, a suite for each file. */
export const junit = ofFindings(format);
