import { parentPort, workerData } from 'node:worker_threads';
import { runSeeds } from './batch.ts';
import type { Batch } from './batch.ts';

/** A worker of scripts/sim.mjs: it runs its share of the seeds, and tells how far it is. */
await runSeeds(workerData as Batch, (tally) => parentPort?.postMessage(tally));
