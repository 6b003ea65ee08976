// One line a kind with findings that only the cloud shows, beside those of preflight.
export { selectorRuleDocs as policies } from './policies/rule-docs.ts';
