import { quote } from '../base/text.ts';
import { hiddenCharacterIssue } from './characters.ts';
import { addIssue, parseIssue, type ParseIssue } from './parse-issue.ts';

/** Reports lexemes that YAML allows and a spec does not; called for each in turn, with its offset. */
export function forbiddenSyntaxVisitor(issues: ParseIssue[]): (lexeme: string, at: number) => void {
  let versions = 0;
  return (lexeme, at) => {
    switch (lexeme[0]) {
      case '&':
        return addIssue(issues, anchor(lexeme, at));
      case '*':
        return addIssue(issues, lexeme === '*' ? star(at) : alias(lexeme, at));
      case '!':
        return addIssue(issues, tag(lexeme, at));
      case '\ufeff':
        return addIssue(issues, hiddenCharacterIssue(lexeme, 'This file', [at, at + 1]));
      case '%':
        if (!version.test(lexeme) || versions++ > 0) addIssue(issues, directive(lexeme, at));
    }
  };
}

/** The one directive that is allowed, once; it is the default anyway. */
const version = /^%YAML[ \t]+1\.2$/;

function anchor(lexeme: string, at: number): ParseIssue {
  const message = `The anchor ${quote(lexeme)} is not allowed: a spec has no anchors.`;
  const help = 'Write the value out where it is used; put text that begins with & in quotes.';
  return parseIssue('yaml-anchor', [at, at + lexeme.length], message, help);
}

function alias(lexeme: string, at: number): ParseIssue {
  const message = `The alias ${quote(lexeme)} is not allowed: a spec has no aliases.`;
  const help = 'Write the value out; put text that begins with * in quotes.';
  return parseIssue('yaml-alias', [at, at + lexeme.length], message, help);
}

/** A list as Markdown has it. */
function star(at: number): ParseIssue {
  const range = [at, at + 1] as const;
  const fix = { title: 'Write a dash', safe: false, edits: [{ place: { range }, text: '-' }] };
  return parseIssue(
    'yaml-alias',
    range,
    'An item of a list does not begin with *.',
    'Write a dash and a space: "- "; put text that begins with * in quotes.',
    {
      label: 'not a dash',
      fix,
    },
  );
}

/** What tags of other tools are for, and how that is done here. */
const foreignTags: readonly (readonly [tag: RegExp, help: string])[] = [
  [/^!(?:include|import|inc|file|from)/i, 'No file takes in another one: several files are one spec where each is given with -f.'],
  [
    /^!(?:Ref|Sub|GetAtt|Join|ImportValue|Select|FindInMap|If|Split|Base64|Cidr|GetAZs|Transform|Fn)/,
    'Functions of templates have no place in a spec: write the value out, or a variable, "${var.NAME}", which is given from outside.',
  ],
  [
    /^!(?:env|ENV|var|secret)/,
    'The environment is not read: write a variable, "${var.NAME}", and give it with SNAPSPEC_VAR_NAME or --var.',
  ],
  [/^!(?:vault|decrypt)/i, 'A spec holds no secrets and decrypts nothing: write the value out; credentials come from the environment.'],
  [/^!reference/, 'Nothing is taken from elsewhere: write the value out; what entries share can stand under defaults.'],
];

function tag(lexeme: string, at: number): ParseIssue {
  const message = `The tag ${quote(lexeme)} is not allowed: a spec has no explicit tags.`;
  const known = foreignTags.find(([one]) => one.test(lexeme));
  const help = known?.[1] ?? 'Remove the tag; put text that begins with ! in quotes.';
  return parseIssue('yaml-tag', [at, at + lexeme.length], message, help);
}

function directive(lexeme: string, at: number): ParseIssue {
  const message = `The directive ${quote(lexeme)} is not allowed; only one %YAML 1.2 is.`;
  return parseIssue('yaml-directive', [at, at + lexeme.length], message, 'Remove the line.');
}
