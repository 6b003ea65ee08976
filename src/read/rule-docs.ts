import type { RuleDocs, Explanation } from '../base/explanation.ts';

/** Every code of the parser. All of them are errors: a file that is not clear has no value. */
export const parseRuleDocs = {
  'yaml-syntax': {
    what: 'The text is not valid YAML.',
    why: 'A reader that guesses could back up half of what was meant.',
    fix: 'Correct the marked place; indentation, quotes and the space after a colon are the usual causes.',
  },
  'yaml-anchor': {
    what: 'The file names a value with an anchor (&name).',
    why: 'With aliases one value is used in several places, so an edit changes backups that are not in view.',
    fix: 'Write the value out where it is used, or put what entries share under "defaults".',
  },
  'yaml-alias': {
    what: 'The file repeats a value with an alias (*name).',
    why: 'With aliases one value is used in several places, so an edit changes backups that are not in view.',
    fix: 'Write the value out; put text that begins with * in quotes.',
  },
  'yaml-merge-key': {
    what: 'A map copies the keys of another one with a merge key (<<).',
    why: 'YAML 1.2 has no merge keys: some readers merge, others see a key called "<<".',
    fix: 'Write the keys out, or put what entries share under "defaults".',
  },
  'yaml-tag': {
    what: 'A value carries an explicit tag (!name).',
    why: 'A tag changes what a value means, and readers differ in which tags they know.',
    fix: 'Remove the tag; put text that begins with ! in quotes.',
  },
  'yaml-directive': {
    what: 'The file holds a directive other than one "%YAML 1.2".',
    why: 'Directives change how the whole file is read: under YAML 1.1 "no" is false and 010 is eight.',
    fix: 'Remove the directive.',
  },
  'yaml-several-documents': {
    what: 'The file holds more than one YAML document.',
    why: 'One file is one spec; a document after "---" would be easy to overlook.',
    fix: 'Put each document into a file of its own and pass several files with -f.',
  },
  'empty-file': {
    what: 'The file is empty, or has only comments.',
    why: 'A spec needs at least apiVersion, stack and region.',
    fix: 'Write a spec, or check that the right file was given.',
  },
  'duplicate-key': {
    what: 'A key is given twice in one map.',
    why: 'Most readers keep the last one and silently drop the first, and a backup with it.',
    fix: 'Remove or rename one of the two.',
  },
  'non-scalar-key': {
    what: 'A key is a map, a list, empty or null.',
    why: 'Every key of a spec is a name.',
    fix: 'Write a name as the key; put text that begins with { or [ in quotes.',
  },
  'reserved-key': {
    what: 'A key is "__proto__", "constructor" or "prototype".',
    why: 'These names have a meaning of their own in JavaScript and are used to attack programs that read YAML.',
    fix: 'Choose another name.',
  },
  'template-placeholder': {
    what: 'A value holds a placeholder of another tool, such as {{ release }}.',
    why: 'A spec is no template: the placeholder would become part of a name or an id, or YAML reads it as a map.',
    fix: 'Write ${var.NAME}, and declare the variable; or fill the template in before snapspec reads it.',
  },
  'hidden-character': {
    what: 'A key or a value holds a character that cannot be seen, or that moves the text around it.',
    why: 'Two names can look alike and differ, and text can show in another order than it is read in.',
    fix: 'Delete the character; it often comes from copying out of a web page or a document.',
  },
  'not-normalized': {
    what: 'A key or a value is not in Unicode normalization form C.',
    why: 'The same letters can be written in two ways that look alike, and the service keeps them apart.',
    fix: 'Type the text again, or convert the file to NFC.',
  },
  'not-utf8': {
    what: 'The file is not encoded in UTF-8.',
    why: 'Read in another encoding, names would turn into other names.',
    fix: 'Save the file as UTF-8.',
  },
  'too-large': {
    what: 'The file is larger than 64 MiB, holds more than 1,000,000 values, or grows by more than 64 MiB through its variables.',
    why: 'No spec that people write is that large; a limit keeps a hostile file from taking the machine.',
    fix: 'Split the spec into several files and pass each with -f.',
  },
  'too-deep': {
    what: 'Maps and lists are nested more than 64 deep.',
    why: 'A spec needs about eight levels; a limit keeps a hostile file from taking the machine.',
    fix: 'Check the brackets and the indentation from the marked place upwards.',
  },
} as const satisfies Record<string, Explanation>;

export type ParseCode = keyof typeof parseRuleDocs;

const head = 'apiVersion: snapspec/v1\nstack: payments\nregion: cn-hangzhou\n';
const variables = 'variables:\n  release: {default: "1.0"}\n';
const tagged = (value: string): string => `defaults:\n  tags: {release: "${value}"}\n`;

/** Findings of merging files and of substituting variables. */
export const mergeRuleDocs: RuleDocs = {
  'duplicate-address': {
    what: 'Two files declare the same entry, or the same variable.',
    why: 'One of the two would be dropped silently, and a backup with it.',
    fix: 'Remove one of them, or give it another key.',
    severity: 'error',
    example: {
      bad: [
        { file: 'snapspec.yaml', text: head + variables },
        { file: 'more.yaml', text: variables },
      ],
      good: head + variables,
    },
  },
  'conflicting-files': {
    what: 'Two files give a different value for what a spec has once, such as its stack or its region.',
    why: 'One spec has one stack, one region and one set of defaults; snapspec does not choose between two.',
    fix: 'Give the value in one file only, or the same value in each.',
    severity: 'error',
    example: {
      bad: [
        { file: 'snapspec.yaml', text: head },
        { file: 'more.yaml', text: 'stack: orders\n' },
      ],
      good: head,
    },
  },
  'typographic-quotes': {
    what: 'A text stands in the quotes of a text processor instead of those of YAML.',
    why: 'To YAML they are letters: a tag in them is another tag, and a selector chooses nothing.',
    fix: 'Write the text in plain quotes, or without any.',
    severity: 'warning',
    example: { bad: `${head + variables}defaults:\n  tags: {team: “payments”}\n`, good: head + variables + tagged('1.0') },
  },
  'variable-malformed': {
    what: 'Text holds ${…} that is not a variable.',
    why: 'Sent as written, it would become part of a name or a tag.',
    fix: 'Write ${var.NAME}; write $${ where the two characters ${ are meant.',
    severity: 'error',
    example: { bad: head + variables + tagged('${release}'), good: head + variables + tagged('${var.release}') },
  },
  'variable-undeclared': {
    what: 'Text uses a variable that the spec does not declare.',
    why: 'A typing error in the name of a variable would otherwise back up under a wrong name.',
    fix: 'Declare it under variables, with a default or without, or correct its name.',
    severity: 'error',
    example: { bad: head + tagged('${var.release}'), good: head + variables + tagged('${var.release}') },
  },
};
