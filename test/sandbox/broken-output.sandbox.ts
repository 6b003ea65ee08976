import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shell } from '../support/built.ts';
import { folder } from '../support/cli.ts';
import { inNamespace } from './namespace.ts';

const files = {
  'snapspec.yaml': `apiVersion: snapspec/v1
stack: s
region: cn-hangzhou
snapshots: {a: {diskId: d-1, takeUntil: 2099-01-01}, b: {diskId: d-2, takeUntil: 2099-01-01}}
`,
  'local-cloud.yaml': 'disks: [{id: d-1}, {id: d-2}]\n',
};
const apply = '$S apply --local --auto-approve';

/** Whether everything was done: a plan afterwards has nothing to do. */
const settled = async (cwd: string): Promise<unknown> => (await shell(cwd, '$S plan --local --detailed-exitcode')).code;

describe('output that fails neither ends a run half-way nor hides its exit code', () => {
  test('the disk of the log fills up half-way', async () => {
    const cwd = folder(files);
    const ran = await shell(
      cwd,
      inNamespace(
        `mkdir log && mount -t tmpfs -o size=4k tmpfs log && head -c 4000 /dev/zero > log/err; ${apply} 2>> log/err; C=$?; wc -c < log/err >&2; exit $C`,
      ),
    );
    expect(ran).toMatchObject({ code: 0, stderr: '4096\n' });
    expect(await settled(cwd)).toBe(0);
  });

  test('the terminal is gone', async () => {
    const cwd = folder(files);
    writeFileSync(
      join(cwd, 'dead.py'),
      `import os, pty, subprocess, sys
ours, theirs = pty.openpty()
run = subprocess.Popen(sys.argv[1:], stdin=theirs, stdout=theirs, stderr=theirs)
os.close(theirs)
os.read(ours, 100)
os.close(ours)
sys.exit(run.wait())
`,
    );
    expect((await shell(cwd, `python3 dead.py ${apply}`)).code).toBe(0);
    expect(await settled(cwd)).toBe(0);
  });
});
