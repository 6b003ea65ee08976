import { spawn } from 'node:child_process';

/** The key of the local cloud, for the environment of whoever calls it. */
export const keys = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-snapspec-local',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'snapspec-local-cloud-secret',
  ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
};

/** Flags that send a command line to it. */
const flagsTo = (url) => ['--endpoint-ecs', url, '--endpoint-ecd', url, '--endpoint-sts', url];

/** Starts the built local cloud on a seed in a folder. */
export async function serveLocalCloud(command, seed, cwd, env) {
  const server = spawn(process.execPath, [command, 'emulator', '--seed', seed, '--port', '0', '--log', 'none'], { cwd, env });
  const url = await new Promise((resolve, reject) => {
    let said = '';
    const hear = (part) => {
      said += part;
      const found = /https?:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.on('exit', () => reject(new Error(`the local cloud ended: ${said}`)));
  });
  return { url, flags: flagsTo(url), close: () => server.kill() };
}
