// One line a kind that finds more than its fields say: what those findings mean. Loaded by what explains, not by what checks.
export { scheduleRuleDocs as policies } from '../schedule/rule-docs.ts';
