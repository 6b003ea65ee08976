import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shell } from '../support/built.ts';
import { folder } from '../support/cli.ts';

/** Runs a program on a terminal, and types the next answer whenever it has asked something. */
const typist = `import os, pty, re, select, sys, time
answers = sys.argv[1].encode().decode('unicode_escape').split('|')
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
out, seen, end = b'', 0, time.time() + 20
while time.time() < end:
    ready, _, _ = select.select([fd], [], [], 0.2)
    if ready:
        try:
            more = os.read(fd, 4096)
        except OSError:
            break
        if not more:
            break
        out += more
    elif answers and re.search(rb': (\\x1b\\[\\d+G)?$', out[seen:]):
        seen = len(out)
        os.write(fd, answers.pop(0).encode())
else:
    os.kill(pid, 9)
sys.stdout.write(out.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

const typed = async (answers: string, argv: string) => {
  const cwd = folder();
  writeFileSync(join(cwd, 'typist.py'), typist);
  return { cwd, ...(await shell(cwd, `python3 typist.py '${answers}' $S ${argv}`, {}, 30)) };
};

test('init on a terminal takes what is typed, and what it proposes where nothing is', async () => {
  const { cwd, ...ran } = await typed('\\n|cn-beijing\\n|\\n|backup=daily\\n|\\n|\\n|\\n|30\\n', 'init shop');
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('Region [cn-hangzhou]: ') });
  const spec = readFileSync(join(cwd, 'shop/snapspec.yaml'), 'utf8');
  for (const line of ['stack: shop', 'region: cn-beijing', 'retentionDays: 30', '- tags: {backup: daily}']) expect(spec).toContain(line);
});

test.each([
  ['Ctrl-C', '\\x03', 130],
  ['Ctrl-D', '\\x04', 64],
])('%s at a prompt of init writes nothing, and says so', async (_, key, code) => {
  const { cwd, ...ran } = await typed(`\\n|${key}`, 'init shop');
  expect(ran).toMatchObject({ code, stdout: expect.stringContaining('Nothing was written.') });
  expect(readdirSync(cwd)).toEqual(['typist.py']);
});
