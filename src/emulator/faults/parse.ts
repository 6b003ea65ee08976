import { faults as validate } from '../../../schema/local-cloud.js';
import { checkInput, readInput } from '../../input/index.ts';
import type { InputKind } from '../../input/index.ts';
import type { FaultList, FaultRule } from './rules.ts';
import { faultsSchema } from './schema.ts';

/** As they may be written: the rules alone, or with the seed of the random numbers. */
type GivenFaults = Partial<FaultList> | readonly FaultRule[];

const faultsKind: InputKind<GivenFaults> = { noun: 'list of faults', schema: faultsSchema, validate, list: 'rules' };

const isList = (given: GivenFaults): given is readonly FaultRule[] => Array.isArray(given);
const listOf = (given: GivenFaults): FaultList => (isList(given) ? { rules: given } : { rules: [], ...given });

/**
 * Checks that a value is a list of faults.
 * @throws InvalidInput with everything that is wrong with it
 */
export const checkFaults = (value: unknown, name: string): FaultList => listOf(checkInput(faultsKind, value ?? [], name));

/**
 * Reads a file of faults.
 * @throws InvalidInput with everything that is wrong with it, at its place
 */
export const parseFaults = (text: string, file: string): FaultList => listOf(readInput(faultsKind, text, file));
