// Installs and builds what is missing or older than its sources, and says so in a line each; otherwise it is silent.
// `npm run demo` and `npm test` begin with it, so that each works as the very first command.
import { buildIfOlder, installIfOlder } from './build-if-older.mjs';

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`snapspec needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

installIfOlder();
buildIfOlder();
