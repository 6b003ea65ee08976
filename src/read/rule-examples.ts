import type { Example } from '../base/explanation.ts';
import type { ParseCode } from './rule-docs.ts';
import { maxDepth } from './limits.ts';

const head = 'apiVersion: snapspec/v1\nstack: payments\nregion: cn-hangzhou\n';
const tagged = (inside: string): string => `${head}defaults:\n  tags:\n    ${inside}\n`;
const good = tagged('team: payments');

/** A file for every finding of the reader that a text can show. What needs bytes that are not text, or 64 MiB of it, has none. */
export const parseRuleExamples: { readonly [C in ParseCode]?: Example } = {
  'yaml-syntax': { bad: `${head}defaults: {tags: {team: payments}\n`, good },
  'yaml-anchor': { bad: `${head}defaults:\n  tags: &shared {team: payments}\n`, good: `${head}defaults:\n  tags: {team: payments}\n` },
  'yaml-alias': { bad: `${head}defaults:\n  tags: *shared\n`, good: `${head}defaults:\n  tags: {team: payments}\n` },
  'yaml-merge-key': { bad: tagged('<<: {team: payments}'), good },
  'yaml-tag': { bad: tagged('release: !!str 2026'), good: tagged('release: "2026"') },
  'yaml-directive': { bad: `%YAML 1.1\n---\n${head}`, good: `%YAML 1.2\n---\n${head}` },
  'yaml-several-documents': { bad: `${head}---\n${head}`, good: head },
  'empty-file': { bad: '# nothing yet\n', good: head },
  'duplicate-key': { bad: tagged('team: payments\n    team: orders'), good },
  'non-scalar-key': { bad: tagged('[team]: payments'), good },
  'reserved-key': { bad: tagged('constructor: payments'), good: tagged('builder: payments') },
  'template-placeholder': { bad: tagged('release: {{ release }}'), good: tagged('release: "1.0"') },
  'hidden-character': { bad: tagged('team: pay\u200bments'), good },
  'not-normalized': { bad: tagged('team: cafe\u0301'), good: tagged('team: caf\u00e9') },
  'too-deep': { bad: `stack: ${'['.repeat(maxDepth + 1)}${']'.repeat(maxDepth + 1)}\n`, good: head },
};
