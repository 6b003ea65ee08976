import { groupBy } from '../../base/group-by.ts';
import { count } from '../../base/text.ts';
import { terminal } from '../../escape/terminal.ts';
import type { Against, Compared, Origin } from '../../plan/compared.ts';
import { showValue } from '../terminal/format-value.ts';
import { idsText } from './changes.ts';

/** The origins, in the order in which a reviewer asks for them. */
const origins: { readonly [O in Origin]: string } = {
  edited: 'Edited here',
  cloud: 'Changed in the cloud, or not applied since',
  both: 'Edited here, and changed in the cloud or not applied since',
};

const attachment = 'attachment of ';

/** Characters of the id of a commit that are shown. */
const shownId = 12;

function valuesText({ origin, live, spec, base }: Compared, ref: string): string {
  const cloud = `${showValue(live)} in the cloud`;
  const here = `${showValue(spec)} in the spec`;
  if (origin === 'both') return `${cloud}, ${base === undefined ? 'nothing' : showValue(base)} at ${ref}, ${here}`;
  return origin === 'cloud' ? `${cloud}, ${here}` : `${showValue(live)} -> ${showValue(spec)}`;
}

function fieldLine(one: Compared, ref: string): string {
  const { address, field, origin, spec, base } = one;
  const name = terminal(address);
  if (field === 'refusal') return `${name} is refused`;
  if (field !== 'entry') return `${name} ${terminal(field)}: ${valuesText(one, ref)}`;
  if (spec === 'not declared') return `${name} is ${base === undefined || origin === 'cloud' ? 'in neither spec' : 'no longer declared'}`;
  if (base === undefined) return `${name} is new`;
  return `${name} is declared${base === 'declared' ? '' : ` otherwise at ${ref}`}, and not in the cloud`;
}

/** What is attached, or detached, of an entry in one line. */
function attachmentLine(some: readonly [Compared, ...Compared[]], all: boolean): string {
  const [{ address, spec }] = some;
  const ids = some.map(({ field }) => field.slice(attachment.length));
  return `${terminal(address)} ${spec === 'attached' ? 'attach' : 'detach'} ${count(ids.length, 'disk')}: ${idsText(ids, all)}`;
}

function linesOf(differences: readonly Compared[], ref: string, all: boolean): string[] {
  const isAttachment = ({ field }: Compared): boolean => field.startsWith(attachment);
  const groups = groupBy(differences.filter(isAttachment), ({ address, spec }) => JSON.stringify([address, spec]));
  return [
    ...differences.filter((one) => !isAttachment(one)).map((one) => fieldLine(one, ref)),
    ...[...groups.values()].map((group) => attachmentLine(group, all)),
  ];
}

/** What a plan is compared with: `main (3f2a1bc0d1e2)`. */
export const comparedWith = ({ ref, commit }: Against): string => `${terminal(ref)} (${terminal(commit.slice(0, shownId))})`;

/** The differences of a plan by where they come from, each origin with its lines; those that there are. */
export function againstGroups(
  { ref, differences }: Against,
  all: boolean,
): { readonly title: string; readonly lines: readonly string[] }[] {
  return (Object.keys(origins) as Origin[])
    .map((origin) => ({
      title: origins[origin],
      lines: linesOf(
        differences.filter((one) => one.origin === origin),
        terminal(ref),
        all,
      ),
    }))
    .filter(({ lines }) => lines.length > 0);
}

/** The same as lines for a person. */
export function againstLines(against: Against, all: boolean): string[] {
  const groups = againstGroups(against, all);
  return [
    `Against ${comparedWith(against)}${groups.length === 0 ? ': the spec and the cloud do not differ.' : ':'}`,
    ...groups.flatMap(({ title, lines }) => [`  ${title}:`, ...lines.map((line) => `    ${line}`)]),
    ...against.notes.map((note) => terminal(note)),
  ];
}
