export { localAccount, localKey } from './seed/default-key.ts';
export { openLocalCloud } from './local.ts';
export type { LocalCloud, LocalOptions } from './local.ts';
export { loadModel } from './services/local-model.ts';
export { copyWorld } from './model/world.ts';
export type { World } from './model/world.ts';
export type { ApiReply, ApiRequest, Model } from './model/model.ts';
export { parseSeed } from './seed/check.ts';
export { worldOf } from './seed/seed.ts';
export type {
  Placed,
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
} from './seed/types.ts';
export { serve } from './serve.ts';
export { startEmulator } from './http/server.ts';
export type { Emulator, EmulatorOptions } from './http/server.ts';
export type { Call } from './instance.ts';
export type { Key } from './http/access-keys.ts';
export type { ClockChange } from './model/clock.ts';
export { replay } from './state/changes.ts';
export type { StateChange } from './state/changes.ts';
export type { Controls, FaultCount, WorldChange } from './http/admin-actions.ts';
export { parseFaults } from './faults/parse.ts';
export { faultTypes } from './faults/rules.ts';
export type { FaultList, FaultRule, FaultType } from './faults/rules.ts';
export { checkSettings, parseLatency, parseLimits } from './model/parse-settings.ts';
export { openState } from './state/state.ts';
export type { ResourceEdit } from './model/edit-resource.ts';
export type { RamPolicy, Statement } from './model/ram-policy.ts';
export type { FederatedTrust, OidcProvider, Permissions, Role } from './model/roles.ts';
export type { Settings } from './model/settings.ts';
export type { Tags } from './model/world.ts';
