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
        return addIssue(issues, alias(lexeme, at));
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

function tag(lexeme: string, at: number): ParseIssue {
  const message = `The tag ${quote(lexeme)} is not allowed: a spec has no explicit tags.`;
  const help = 'Remove the tag; put text that begins with ! in quotes.';
  return parseIssue('yaml-tag', [at, at + lexeme.length], message, help);
}

function directive(lexeme: string, at: number): ParseIssue {
  const message = `The directive ${quote(lexeme)} is not allowed; only one %YAML 1.2 is.`;
  return parseIssue('yaml-directive', [at, at + lexeme.length], message, 'Remove the line.');
}
