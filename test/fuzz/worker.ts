import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import codes from '../../schema/codes.js';
import type { AnalyzeOptions, SourceFile } from '../../src/frontend/analyze.ts';
import { chanceOf } from './chance.ts';
import { mutate } from './mutate.ts';
import { Broken, examine } from './oracles.ts';
import { askOther } from './second-opinion.ts';
import type { OtherReader } from './second-opinion.ts';
import { corpus, specs } from './seeds.ts';

/** The input of a worker: which mutants are its own, and the memory in which it reports the current one. */
type Task = {
  readonly seed: number;
  readonly from: number;
  readonly count: number;
  readonly step: number;
  readonly root: string;
  readonly texts: readonly string[];
  /** Its mutant, the milliseconds since 1970 at which it began, and the lengths of its files. */
  readonly at: Float64Array;
  /** Its files one after another, for whoever must end this worker. */
  readonly held: Uint8Array;
};

const { seed, from, count, step, root, texts, at, held } = workerData as Task;
const honest = [...specs, ...texts, ...texts, ...texts];

/** Reports the current mutant, so that one that never ends can be named. */
function begins(index: number, files: readonly SourceFile[]): void {
  at[0] = index;
  at[2] = at[3] = 0;
  let end = 0;
  for (const [which, { content }] of files.entries()) {
    held.set(content as Uint8Array, end);
    at[2 + which] = content.length;
    end += content.length;
  }
  at[1] = performance.timeOrigin + performance.now();
}

/** The files and the options of one mutant; nearly always one file, read as lint reads it. */
function caseOf(index: number): { files: SourceFile[]; options: AnalyzeOptions } {
  const chance = chanceOf(seed, index);
  const mutant = (): Uint8Array => mutate(chance.once(5) ? corpus : honest, chance);
  const files = [{ file: 'a.yaml', content: mutant() }];
  if (chance.once(16)) files.push({ file: 'b.yaml', content: mutant() });
  const options = {
    year: 2026,
    unresolved: chance.once(4) ? ('error' as const) : ('info' as const),
    codes,
    variables: { release: '1.4.2', ...(chance.once(8) && { x: 'a b\u202e', y: '__proto__' }) },
    severities: chance.once(4) ? { strict: true } : {},
    noIgnores: chance.once(8),
  };
  return { files, options };
}

/** It is found from the project, since this file is bundled to another place. */
function otherReader(): OtherReader {
  const path = createRequire(join(root, 'package.json')).resolve('js-yaml');
  const { load, FAILSAFE_SCHEMA } = createRequire(path)(path);
  return (text) => load(text, { schema: FAILSAFE_SCHEMA });
}

/** The oracle that a case breaks, and how; a throw of any other sort is a crash. */
function brokenBy(files: readonly SourceFile[], options: AnalyzeOptions, other: OtherReader) {
  try {
    const { program } = examine(files, options);
    const opinion = files.map(({ content }) => askOther(content as Uint8Array, other)).find((one) => one !== 'none');
    return { compiled: program !== undefined, opinion };
  } catch (error) {
    if (error instanceof Broken) return { oracle: error.oracle, detail: error.message };
    return {
      oracle: 'crash',
      detail: error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 6).join('\n') : String(error),
    };
  }
}

/** A smaller file that breaks the same: pieces go as long as they can. */
function shrink(files: readonly SourceFile[], oracle: string, breaks: (files: readonly SourceFile[]) => string | undefined): SourceFile[] {
  let least = [...files];
  const begin = performance.now();
  for (let index = 0; index < files.length; index++)
    for (let size = 1024; size >= 1; size = size > 1 ? Math.floor(size / 2) : 0)
      for (let start = 0; start < (least[index]?.content.length ?? 0) && performance.now() - begin < 10_000; ) {
        const { file, content } = least[index] as { file: string; content: Uint8Array };
        const less = Buffer.concat([content.subarray(0, start), content.subarray(start + size)]);
        const tried = least.map((one, which) => (which === index ? { file, content: new Uint8Array(less) } : one));
        begins(at[0] as number, tried);
        if (breaks(tried) === oracle) least = tried;
        else start += size;
      }
  return least;
}

const other = otherReader();
const tally = { mutants: 0, compiled: 0, agrees: 0, refuses: 0 };
let slowest = { index: -1, milliseconds: 0, bytes: 0 };
for (let index = from; index < count; index += step) {
  const { files, options } = caseOf(index);
  begins(index, files);
  const begin = performance.now();
  const made = brokenBy(files, options, other);
  const milliseconds = performance.now() - begin;
  tally.mutants++;
  if (milliseconds > slowest.milliseconds)
    slowest = { index, milliseconds, bytes: files.reduce((sum, { content }) => sum + content.length, 0) };
  if ('oracle' in made) {
    const oracle = made.oracle as string;
    const least = shrink(files, oracle, (tried) => (brokenBy(tried, options, other) as { oracle?: string }).oracle);
    const { detail } = brokenBy(least, options, other) as { detail: string };
    parentPort?.postMessage({ type: 'broken', index, oracle, detail, files: least });
    continue;
  }
  if (made.compiled) tally.compiled++;
  if (made.opinion === 'agrees' || made.opinion === 'refuses') tally[made.opinion]++;
  if (tally.mutants % 500 === 0) parentPort?.postMessage({ type: 'tally', tally, slowest });
}
parentPort?.postMessage({ type: 'tally', tally, slowest });
parentPort?.postMessage({ type: 'done' });
