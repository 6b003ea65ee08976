import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { localKey } from '../../src/emulator/index.ts';
import { shell } from '../support/built.ts';
import type { Ended } from '../support/built.ts';
import { cloud, folder, towards } from '../support/cli.ts';

const seed = { disks: [{ id: 'd-1' }, { id: 'd-2' }] };
const spec =
  'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nsnapshots: {a: {diskId: d-1, takeUntil: 2099-01-01}, b: {diskId: d-2, takeUntil: 2099-01-01}}\n';

/** Runs a command on a terminal of a size, which is changed after a second and a half, and writes what it printed to a file. */
const onTerminal = `import fcntl, os, pty, select, struct, sys, termios, time
def size(fd, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))
pid, fd = pty.fork()
if pid == 0:
    time.sleep(0.2)
    os.execvp(sys.argv[1], sys.argv[1:])
size(fd, 90)
out, begun, resized = b'', time.time(), False
while True:
    if select.select([fd], [], [], 0.1)[0]:
        try:
            read = os.read(fd, 65536)
        except OSError:
            break
        if not read:
            break
        out += read
    if not resized and time.time() - begun > 2.5:
        size(fd, 50)
        resized = True
open('printed', 'wb').write(out)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

/** Applies on a terminal, to a cloud that takes three seconds for each backup. */
async function applied(flags = ''): Promise<Ended> {
  const emulator = await cloud(seed);
  emulator.set({ faults: [{ type: 'slow', action: 'CreateSnapshot', seconds: 3 }] });
  const cwd = folder({ 'snapspec.yaml': spec });
  writeFileSync(join(cwd, 'terminal.py'), onTerminal);
  const line = `python3 terminal.py env -u CI TERM=xterm ${flags} $S apply --auto-approve --settle 30 ${towards(emulator).slice(0, 6).join(' ')}; C=$?; cat printed; exit $C`;
  const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: localKey.id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: localKey.secret };
  return shell(cwd, line, keys, 60);
}

describe('on a terminal', { timeout: 60_000 }, () => {
  test('what is under way is drawn anew, narrower where the terminal became so, and nothing of it stays', async () => {
    const { code, stdout } = await applied();
    expect(code, stdout).toBe(0);
    const redraws = stdout.split(/\r\x1b\[\d+A\x1b\[0J/);
    expect(redraws.length).toBeGreaterThan(2);
    expect(redraws.slice(0, -1).some((one) => /snapshots\/a.*\n.*snapshots\/b/s.test(one))).toBe(true);
    expect(redraws.at(-1)).toMatch(/2 operations: 2 done\./);
    expect(redraws.at(-1)).not.toContain('operations ended');
  });

  test.each(['CI=true', 'TERM=dumb'])('with %s nothing is drawn', async (flag) => {
    const { code, stdout } = await applied(flag);
    expect(code, stdout).toBe(0);
    expect(stdout).not.toMatch(/\x1b\[\d*[AJ]/);
  });
});
