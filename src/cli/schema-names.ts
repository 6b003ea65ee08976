/** The schemas that `schema` prints, each with what it describes; the first is the default. */
export const schemas = {
  spec: 'a spec',
  plan: 'plan --format json',
  receipt: 'apply --format json',
  wait: 'wait --format json',
  'apply-events': 'a line of apply --format ndjson',
  diagnostics: 'lint --format json',
  reading: 'the file of plan --save-reading',
  'var-file': 'a file of --var-file',
  seed: 'a seed of the local cloud',
  faults: 'faults of the local cloud',
  settings: 'settings of the local cloud',
  admin: 'requests to the admin interface of the local cloud',
} as const;

export type SchemaName = keyof typeof schemas;
export const schemaNames = Object.keys(schemas) as readonly SchemaName[];

/** The path of a schema in the package. */
export const schemaFile = (name: SchemaName): string => `schema/${name === 'spec' ? 'snapspec' : name}.schema.json`;
