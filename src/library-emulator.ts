/**
 * The local cloud as a library, for tests of programs: the ECS and ECD of this machine, behind real HTTP.
 * docs/library.md shows how, docs/emulator.md what a seed may hold.
 */
import { localKey, parseSeed, startEmulator } from './emulator/index.ts';
import type { Call, Controls, FaultCount, FaultList, FaultRule, Key, ResourceEdit, Seed, Settings, WorldChange } from './emulator/index.ts';
import type { CloudAccess } from './library-access.ts';

export type {
  Call,
  ClockChange,
  Controls,
  FaultCount,
  FaultList,
  FaultRule,
  FaultType,
  FederatedTrust,
  OidcProvider,
  Permissions,
  Placed,
  RamPolicy,
  ResourceEdit,
  Role,
  Seed,
  SeedAccount,
  SeedContent,
  SeedDesktop,
  SeedDesktopPolicy,
  SeedDesktopSnapshot,
  SeedDisk,
  SeedGroup,
  SeedInstance,
  SeedKey,
  SeedLock,
  SeedPolicy,
  SeedSnapshot,
  Settings,
  Statement,
  Tags,
  WorldChange,
} from './emulator/index.ts';
export type { Credentials } from './cloud/credentials.ts';
export type { GivenEndpoints } from './cloud/endpoints.ts';
export type { ProxyServer } from './cloud/proxy.ts';
export type { Service } from './facts/services.ts';
export type { CloudAccess } from './library-access.ts';

/** What a local cloud starts with. */
export type LocalCloudOptions = {
  /** What exists at the beginning: as an object, or as the text of a seed file. */
  readonly seed: Seed | string;
  /** The port on 127.0.0.1; a free one by default. */
  readonly port?: number;
  /** How many seconds a snapshot takes; 1 by default, 0 is at once. */
  readonly snapshotSeconds?: number;
  readonly settings?: Partial<Settings>;
  readonly faults?: FaultList | readonly FaultRule[];
  /** The clock of its world, in milliseconds since 1970; that of the machine by default. */
  readonly clock?: () => number;
};

/** A local cloud that runs. */
export type LocalCloud = {
  readonly url: string;
  /** For `plan`, `apply` and the others: its address, and its key. Nothing lags by default, so that nothing is waited for. */
  readonly access: CloudAccess;
  /** The calls that it was sent so far, in their order. */
  readonly calls: () => readonly Call[];
  /** Sets faults, settings or the clock while it runs. @throws Failure `usage` for invalid values */
  readonly set: (controls: Controls) => void;
  /** Changes a resource as somebody else would. @throws Failure `usage` for what does not exist */
  readonly change: (id: string, members: ResourceEdit) => void;
  /** Deletes, rebuilds or adds resources as somebody else would. @throws Failure `usage` for what does not exist, or does not fit */
  readonly happen: (change: WorldChange) => void;
  /** The active faults, with how often each was injected. */
  readonly faults: () => readonly FaultCount[];
  readonly close: () => Promise<void>;
};

/**
 * Starts a local cloud on this machine; `close` ends it.
 * @throws Failure `usage` for an invalid seed or setting, or a port that is taken
 */
export async function startLocalCloud({ seed: given, ...options }: LocalCloudOptions): Promise<LocalCloud> {
  const seed = typeof given === 'string' ? parseSeed(given, 'seed') : given;
  const emulator = await startEmulator({ ...options, seed });
  const { id, secret, token }: Pick<Key, 'id' | 'secret' | 'token'> = seed.keys?.[0] ?? localKey;
  const { url, set, change, happen, faults, close } = emulator;
  return {
    url,
    set,
    change,
    happen,
    faults,
    close,
    calls: () => [...emulator.calls()],
    access: {
      credentials: { accessKeyId: id, accessKeySecret: secret, ...(token !== undefined && { securityToken: token }) },
      endpoints: { ecs: url, ecd: url, sts: url },
      settle: 0,
    },
  };
}
