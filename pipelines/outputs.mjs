// What later steps may ask of the plan of this run, as outputs of a step of GitHub: how many calls would change something, and the digest.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const path = join(process.env.SNAPSPEC_OUT ?? '.', 'plan.json');
if (existsSync(path)) {
  const { calls, digest } = JSON.parse(readFileSync(path, 'utf8')).plan;
  appendFileSync(process.env.GITHUB_OUTPUT, `changes=${Number(calls.toMake)}\ndigest=${/^[0-9a-f]{64}$/.exec(digest)?.[0] ?? ''}\n`);
}
