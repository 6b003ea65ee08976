import * as generated from '../../../schema/local-cloud.js';
import { checkInput } from '../../input/index.ts';
import type { ClockChange } from '../model/clock.ts';
import type { ResourceEdit } from '../model/edit-resource.ts';
import type { SeedContent } from '../seed/types.ts';
import { clockSchema, thingSchema } from './admin-schema.ts';

/** What somebody else does: one of these for a resource, or what is added, by default to the default account. */
export type WorldChange =
  | { readonly id: string; readonly set: ResourceEdit }
  | { readonly id: string; readonly delete: true }
  | { readonly id: string; readonly rebuild: true }
  | { readonly add: SeedContent; readonly account?: string };

/**
 * Checks that a value is a change of the clock.
 * @throws InvalidInput with everything that is wrong with it
 */
export const checkClock = (value: unknown): ClockChange =>
  checkInput({ noun: 'value', schema: clockSchema, validate: generated.clock }, value, '');

/**
 * Checks that a value is a change of the world.
 * @throws InvalidInput with everything that is wrong with it
 */
export const checkThing = (value: unknown): WorldChange =>
  checkInput({ noun: 'value', schema: thingSchema, validate: generated.thing }, value, 'thing');
