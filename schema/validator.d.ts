/** One breach of the schema, as Ajv reports it, without what nobody reads of it. */
export type Breach = {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
  /** Set where it is a key that breaks the schema. */
  readonly propertyName?: string;
};

/** Whether a value keeps to the schema; `errors` holds what the last call found. */
declare const validate: { (value: unknown): boolean; errors?: readonly Breach[] | null };
export default validate;
