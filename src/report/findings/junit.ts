import type { FindingsFormat } from './format.ts';
import { testSuites } from './junit-suites.ts';

/** Findings as a JUnit report. */
export const junit: FindingsFormat = { print: (...given) => testSuites(...given) };
