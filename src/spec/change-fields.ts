import { isRecord } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { ownRule } from '../facts/fact.ts';
import type { IntField } from '../fields/int.ts';
import type { ListField } from '../fields/list.ts';
import type { ObjectField } from '../fields/object.ts';
import { occurrence } from '../kinds/common-fields.ts';
import { address, stackName } from './key-fields.ts';

/** No account has more to lose than this. */
const mostReductions = 1_000_000;

const reductions = (row: string, doc: string): IntField => ({
  type: 'int',
  doc,
  example: 5,
  range: { min: 0, max: mostReductions, ...ownRule(row) },
});

export const limits: ObjectField = {
  type: 'object',
  doc: 'What one run may do without a word of its own.',
  absent: 'every reduction needs approval',
  example: { reductions: 2 },
  fields: {
    reductions: {
      ...reductions(
        'OWN-LIMITS',
        'How many reductions of protection pass without approval: a disk for each thing that it loses, each backup. Going from some disks to none never does.',
      ),
      absent: '0',
    },
  },
};

export const approve: ObjectField = {
  type: 'object',
  doc: 'Approval of reductions of protection, reviewed together with the change that makes them.',
  absent: 'no reduction is approved here',
  example: { reductions: 5, reason: 'The staging disks were released.' },
  fields: {
    reductions: {
      ...reductions('OWN-APPROVE', 'How many reductions are approved; what is pending must not exceed it.'),
      required: ownRule('OWN-APPROVE'),
    },
    reason: {
      type: 'text',
      doc: 'Why, in words, for whoever reads it later.',
      example: 'The staging disks were released.',
      required: ownRule('OWN-APPROVE'),
      length: { min: 1, max: 1024, ...ownRule('OWN-APPROVE') },
    },
  },
};

/** A mapping of addresses, each to what is said of it, as a list of items. */
const pairs =
  (item: (address: string, rest: Json) => Json) =>
  (wrong: Json): Json | undefined => {
    const all = isRecord(wrong) ? Object.entries(wrong as { readonly [key: string]: Json }) : [];
    return all.length > 0 && all.every(([key]) => /[/.]/.test(key)) ? all.map(([key, value]) => item(key, value)) : undefined;
  };

const move = (from: Json, to: Json): Json => ({ from, to });

/** A move in one text, `policies/old -> policies/new`, in a list of two, or as a key and its value. */
function moveMeant(wrong: Json): Json | undefined {
  const parts: readonly Json[] =
    typeof wrong === 'string' ? wrong.split(/\s*(?:->|=>|→|:|\bto\b)\s*/) : Array.isArray(wrong) ? (wrong as readonly Json[]) : [];
  const [from, to] = parts;
  if (from !== undefined && to !== undefined && parts.length === 2) return move(from, to);
  return (pairs(move)(wrong) as readonly Json[] | undefined)?.[0];
}

const isId = (text: string): boolean => /^[a-z]{1,5}-[A-Za-z0-9-]+$/.test(text);

/** What is removed by its address or its id alone. */
const removalMeant = (wrong: Json): Json | undefined =>
  typeof wrong === 'string' ? (isId(wrong) ? { id: wrong } : { address: wrong }) : undefined;

const removal = (address: string, rest: Json): Json => ({ address, ...(isRecord(rest) ? (rest as { readonly [key: string]: Json }) : {}) });

export const moved: ListField = {
  type: 'list',
  doc: 'Entries that have another address now, or a stack that has another name: what they own is kept under the new one.',
  absent: 'nothing moved',
  example: [{ from: 'policies/daily', to: 'policies/nightly' }],
  meant: pairs(move),
  of: {
    type: 'object',
    meant: moveMeant,
    doc: 'One move: an address, with every occurrence of it, or all addresses of a stack.',
    example: { from: 'policies/daily', to: 'policies/nightly' },
    fields: {
      from: address('The address that it had, which the spec does not declare any more.', 'OWN-MOVED', 'policies/daily'),
      to: address('The address that it has now, which the spec declares.', 'OWN-MOVED', 'policies/nightly'),
      fromStack: { ...stackName('The name that this stack had.'), example: 'billing' },
    },
    relations: [
      {
        type: 'either',
        groups: [{ needs: ['from', 'to'] }, { needs: ['fromStack'] }],
        code: 'form',
        severity: 'error',
        ...ownRule('OWN-MOVED'),
        requirement: 'a move is from and to, two addresses, or fromStack, the old name of the stack',
        help: 'Give from and to, or fromStack.',
      },
    ],
  },
};

export const removed: ListField = {
  type: 'list',
  doc: 'What is deleted, or let go of: the only way to have a backup deleted.',
  absent: 'nothing is deleted',
  example: [{ address: 'snapshots/before-release', occurrence: '2026-10' }],
  meant: pairs(removal),
  of: {
    type: 'object',
    meant: removalMeant,
    doc: 'One resource: what an address owns, or a resource by its id.',
    example: { address: 'snapshots/before-release', occurrence: '2026-10' },
    fields: {
      address: address('Its address, as the plan shows it; not one that the spec declares.', 'OWN-REMOVED', 'snapshots/before-release'),
      occurrence: { ...occurrence, doc: 'Which taking of the backup, where the kind has occurrences.', absent: 'once' },
      id: {
        type: 'text',
        doc: 'Its id: a duplicate, one that failed, or one of which it is doubtful whose it is (then with `forget`).',
        example: 's-bp1s5fnvk4gn2tws03ab',
        rules: [
          {
            ...ownRule('OWN-REMOVED'),
            code: 'format',
            pattern: '^[a-z]{1,5}-[A-Za-z0-9-]{1,120}$',
            highlight: '^[\\s\\S]*$',
            requirement: 'must be the id of a resource, such as s-bp1s5fnvk4gn2tws03ab',
            bad: 'before-release',
          },
        ],
      },
      force: {
        type: 'bool',
        doc: 'Delete it although disks were made from it, which can then not be re-initialised, or although it is the last good copy of a disk.',
        absent: 'false',
        example: true,
      },
      forget: {
        type: 'bool',
        doc: 'Only take the owner tags off; the resource stays, and is nobody’s.',
        absent: 'false: it is deleted',
        example: true,
      },
    },
    relations: [
      {
        type: 'either',
        groups: [{ needs: ['address'], also: ['occurrence'] }, { needs: ['id'] }],
        code: 'form',
        severity: 'error',
        ...ownRule('OWN-REMOVED'),
        requirement: 'what is removed has an address, with an occurrence where its kind has them, or an id',
        help: 'Give address, or id.',
      },
    ],
  },
};
