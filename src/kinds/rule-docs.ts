// One line a kind with findings beyond its fields: their documentation. Loaded by explain, not by lint.
export { scheduleRuleDocs as policies } from '../schedule/rule-docs.ts';
