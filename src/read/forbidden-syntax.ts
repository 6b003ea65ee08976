import { quote } from '../base/text.ts';
import { hiddenCharacterIssue } from './characters.ts';
import { addIssue, type ParseIssue } from './parse-issue.ts';

/** Reports lexemes that YAML allows and a spec does not; it is shown one after another, each with its offset. */
export function forbiddenSyntaxVisitor(found: ParseIssue[]): (lexeme: string, at: number) => void {
  let versions = 0;
  return (lexeme, at) => {
    switch (lexeme[0]) {
      case '&':
        return addIssue(found, anchor(lexeme, at));
      case '*':
        return addIssue(found, alias(lexeme, at));
      case '!':
        return addIssue(found, tag(lexeme, at));
      case '\ufeff':
        return addIssue(found, hiddenCharacterIssue(lexeme, 'file', [at, at + 1]));
      case '%':
        if (!version.test(lexeme) || versions++ > 0) addIssue(found, directive(lexeme, at));
    }
  };
}

/** The one directive that may stand, once; it says what holds anyway. */
const version = /^%YAML[ \t]+1\.2$/;

function anchor(lexeme: string, at: number): ParseIssue {
  return {
    code: 'yaml-anchor',
    range: [at, at + lexeme.length],
    message: `the anchor ${quote(lexeme)} is not allowed: a spec has no anchors`,
    help: 'write the value out where it is used; put text that begins with & in quotes',
  };
}

function alias(lexeme: string, at: number): ParseIssue {
  return {
    code: 'yaml-alias',
    range: [at, at + lexeme.length],
    message: `the alias ${quote(lexeme)} is not allowed: a spec has no aliases`,
    help: 'write the value out; put text that begins with * in quotes',
  };
}

function tag(lexeme: string, at: number): ParseIssue {
  return {
    code: 'yaml-tag',
    range: [at, at + lexeme.length],
    message: `the tag ${quote(lexeme)} is not allowed: a spec has no explicit tags`,
    help: 'remove the tag; put text that begins with ! in quotes',
  };
}

function directive(lexeme: string, at: number): ParseIssue {
  const message = `the directive ${quote(lexeme)} is not allowed; only one %YAML 1.2 is`;
  return { code: 'yaml-directive', range: [at, at + lexeme.length], message, help: 'remove the line' };
}
