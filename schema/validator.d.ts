/** One error of the schema, as Ajv reports it, without what nobody reads of it. */
export type SchemaError = {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
  /** Set where it is a key that is invalid. */
  readonly propertyName?: string;
};

/** Whether a value is valid; `errors` holds what the last call found. */
declare const validate: { (value: unknown): boolean; errors?: readonly SchemaError[] | null };
export default validate;
