// One line a kind with findings beyond its fields: their documentation. Loaded by explain, not by lint.
export { policyRuleDocs as policies } from './policies/rule-docs.ts';
