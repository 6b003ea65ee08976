import type { Live } from '../kinds/live.ts';
import { foldMark, ownerTagKey } from '../kinds/ownership-tags.ts';
import type { Mark, Owner, OwnerMember } from '../kinds/ownership-tags.ts';

const members: readonly OwnerMember[] = ['stack', 'address', 'occurrence', 'op'];

/** All marks that a live resource carries: four exact ones, or what is left of them. */
export const marksOf = ({ owner, marks = [] }: Live): readonly Mark[] =>
  owner ? members.map((member) => ({ member, key: ownerTagKey(member), value: owner[member] })) : marks;

/** The values of one member; a blank one says nothing. */
export const valuesOf = (marks: readonly Mark[], member: OwnerMember): readonly string[] =>
  marks.filter((mark) => mark.member === member && foldMark(mark.value) !== '').map(({ value }) => value);

/** Whether the marks of one member, if there are any, say this value in some spelling. */
const saysOrIsSilent = (marks: readonly Mark[], member: OwnerMember, value: string): boolean => {
  const values = valuesOf(marks, member);
  return values.length === 0 || values.some((one) => foldMark(one) === foldMark(value));
};

/** Whether marks, as far as they are left, name an entry: a missing one counts as equal, but not address and op both. */
export const nameTaking = (marks: readonly Mark[], { stack, address, occurrence }: Omit<Owner, 'op'>): boolean =>
  saysOrIsSilent(marks, 'stack', stack) &&
  saysOrIsSilent(marks, 'address', address) &&
  saysOrIsSilent(marks, 'occurrence', occurrence) &&
  valuesOf(marks, 'address').length + valuesOf(marks, 'op').length > 0;

/** What is wrong with one mark, in words; undefined where it stands as it should. */
function fault(marks: readonly Mark[], member: OwnerMember, isRight: (value: string) => boolean, right: string): string | undefined {
  const key = ownerTagKey(member);
  const found = marks.filter((mark) => mark.member === member);
  const exact = found.find((mark) => mark.key === key);
  if (exact) return isRight(exact.value) ? undefined : `${key} is ${JSON.stringify(exact.value)}, not ${right}`;
  if (found.length === 0) return `${key} is missing`;
  const near = found.map((mark) => `${JSON.stringify(mark.key)} is ${JSON.stringify(mark.value)}`);
  return `${key} is missing, and ${near.join(' and ')}`;
}

/** A mark that does not fit an entry, and what stands there. */
export type Misfit = { readonly member: OwnerMember; readonly words: string };

/**
 * Which marks keep a live resource from being an entry's.
 * @param opFits whether its op is one of the entry's tokens
 */
export function misfits(live: Live, taking: Omit<Owner, 'op'>, opFits: boolean): Misfit[] {
  const marks = marksOf(live);
  return members.flatMap((member) => {
    const right = member === 'op' ? 'the hash of the other marks and the target' : JSON.stringify(taking[member]);
    const words = fault(marks, member, (value) => (member === 'op' ? opFits : value === taking[member]), right);
    return words === undefined ? [] : [{ member, words }];
  });
}
