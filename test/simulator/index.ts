export { crashMatrix } from './crash-matrix.ts';
export { goldenPlans } from './golden.ts';
export { comparators } from './comparators/index.ts';
export { coverageTable } from './coverage-table.ts';
export { scenarioOf, sorts, without } from './scenario.ts';
export { simulate } from './simulate.ts';
