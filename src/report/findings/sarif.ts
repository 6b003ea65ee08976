import type { FindingsFormat } from './format.ts';
import { sarifLog } from './sarif-log.ts';

/** Findings as a SARIF log, for code scanning. */
export const sarif: FindingsFormat = { print: (...given) => sarifLog(...given), needsRules: true };
