import type { Schema } from '../../fields/field-type.ts';
import type { IntField } from '../../fields/int.ts';
import { rangeText } from '../../fields/range.ts';
import { orVariable, variablePattern } from './texts.ts';

/** The numbers between the single ones below a range, and the range. */
function gapsOf({ range: { min, also = [] } }: IntField): number[] {
  const lowest = Math.min(min, ...also);
  return Array.from({ length: min - lowest }, (_, index) => lowest + index).filter((value) => !also.includes(value));
}

/** No `minimum` and `maximum` at the top: editors have no message for them. */
export function int(field: IntField, name: string): Schema {
  const { range, quoted, unit } = field;
  const errorMessage = `${name} must be a whole number: ${rangeText(field)}${unit === undefined ? '' : `, in ${unit}`}.`;
  const gaps = gapsOf(field);
  const digits = Array.from({ length: quoted ? range.max - range.min + 1 : 0 }, (_, index) => range.min + index);
  return {
    type: ['integer', 'string'],
    errorMessage,
    pattern: quoted ? `^(?:${digits.join('|')})$|${variablePattern}` : variablePattern,
    patternErrorMessage: quoted ? errorMessage : `${name} must be a whole number without quotes, ${rangeText(field)}, ${orVariable}.`,
    if: { minimum: Math.min(range.min, ...(range.also ?? [])), maximum: range.max, ...(gaps.length > 0 && { not: { enum: gaps } }) },
    else: { const: field.example, errorMessage },
  };
}
