import { dayRows, spanRows, timeRows, zoneRows } from './days-and-times.ts';
import { backupNameRows, policyNameRows, selectorRows, topNameRows } from './names.ts';
import { fileRows, headRows, sharedRows, variableRows, yamlRows } from './text.ts';
import { dayValueRows, headValueRows, idValueRows, selectorValueRows, spanValueRows, timeValueRows, zoneValueRows } from './values.ts';
import type { Row } from '../row.ts';

/** Every mistake, by what it is about. */
export const table: { readonly [about: string]: readonly Row[] } = {
  days: dayRows,
  times: timeRows,
  'zones and schedules': zoneRows,
  'spans of time': spanRows,
  'names in a policy': policyNameRows,
  'names in a backup': backupNameRows,
  'names at the top': topNameRows,
  disks: selectorRows,
  YAML: yamlRows,
  'shared values': sharedRows,
  variables: variableRows,
  'the head': headRows,
  'other files': fileRows,
  'spans as people write them': spanValueRows,
  'times as people write them': timeValueRows,
  'days as people write them': dayValueRows,
  'zones as people write them': zoneValueRows,
  ids: idValueRows,
  'values of a selector': selectorValueRows,
  'values of the head': headValueRows,
};
