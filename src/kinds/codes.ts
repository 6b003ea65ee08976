// One line a kind that finds more than its fields say: what those findings mean. Loaded by what explains, not by what checks.
export { codes as policies } from './policies/codes.ts';
