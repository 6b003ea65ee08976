export { crashMatrix, goldenPlans } from './crash-matrix.ts';
export { comparators } from './comparators/index.ts';
export { coverageTable } from './coverage-table.ts';
export { scenarioOf, sorts } from './scenario.ts';
export { simulate } from './simulate.ts';
