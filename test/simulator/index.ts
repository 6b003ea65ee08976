export { Coverage } from './coverage.ts';
export { scenarioOf, sorts } from './scenario.ts';
export { simulate } from './simulate.ts';
export { runSeeds } from './batch.ts';
