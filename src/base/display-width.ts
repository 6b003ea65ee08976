import { eastAsianWidth } from 'get-east-asian-width';

/** Cells that a text takes on a terminal: none for combining marks and joiners, 2 for wide (East Asian) characters and emoji. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text)
    if (!/[\p{M}\p{Default_Ignorable_Code_Point}]/u.test(char)) width += eastAsianWidth(char.codePointAt(0) as number);
  return width;
}
