// The same command line, built by itself for `lint`, which an editor or a hook runs often: every file more costs.
// Naming the verb here keeps it in the same file.
import './verbs/lint.ts';

export { runProcess } from './process.ts';
