import { quote } from '../base/text.ts';
import { restOfLine } from './fault-context.ts';
import type { FaultContext } from './fault-context.ts';
import { parseIssue } from './parse-issue.ts';
import type { OffsetRange, ParseIssue } from './parse-issue.ts';
import { fillInHelp, filledInBy } from './placeholders.ts';

// What people write by habit who come from other languages, where the YAML reader fails.

/** Tabs before a line. Where nothing else indents a line, each is a level. */
export function tabs({ text, range }: FaultContext): ParseIssue {
  const runs = [...text.matchAll(/^\t+/gm)].slice(0, 1000);
  const edits = runs.map(({ index, 0: run }) => ({
    place: { range: [index, index + run.length] as const },
    text: '  '.repeat(run.length),
  }));
  const isSure = edits.length > 0 && edits.length < 1000 && !/^(?: +\S|\t* +\t)/m.test(text);
  const fix = { title: 'Write two spaces for each of them', safe: false, edits };
  return parseIssue('yaml-syntax', range, 'YAML does not allow tabs as indentation.', 'Indent with spaces.', {
    label: 'a tab',
    ...(isSure && { fix }),
  });
}

/** A pair that is written with another sign than a colon, or in quotes as a whole; and what it should be. */
export function asPair(line: string, at: number): ParseIssue | undefined {
  const [, quoted] = /^["']([A-Za-z][\w-]*: .*)["'],?$/.exec(line) ?? [];
  const [, key, value] = /^["']?([A-Za-z][\w-]*)["']?\s*(?::=|=>|->|=)\s*(\S.*?),?$/.exec(line) ?? [];
  const pair = quoted ?? (key === undefined ? undefined : `${key}: ${value}`);
  if (pair === undefined) return undefined;
  const range: OffsetRange = [at, at + line.length];
  const message =
    quoted === undefined
      ? 'This line is not a key-value pair: YAML writes one with a colon.'
      : 'This whole line is in quotes, so that it is a text and no key with a value.';
  const edits = [{ place: { range }, text: pair }];
  return parseIssue('yaml-syntax', range, message, `Write "${pair}".`, { fix: { title: `Write ${pair}`, safe: false, edits } });
}

/** What follows a value. A comma or a semicolon ends a line of other languages, and the first line alone may be indented. */
export function surplus({ text, range }: FaultContext): ParseIssue {
  const rest = restOfLine(text, range[0]);
  const mark = /^[,;]$/.exec(rest)?.[0];
  if (mark) {
    const at: OffsetRange = [range[0], range[0] + 1];
    const fix = { title: `Remove the ${mark === ',' ? 'comma' : 'semicolon'}`, safe: false, edits: [{ place: { range: at }, text: '' }] };
    return parseIssue('yaml-syntax', at, 'This follows the end of a value: lines of YAML end without a mark.', `Remove the ${mark}.`, {
      fix,
    });
  }
  const first = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*( +)(?=\S)/.exec(text);
  const lead = first?.[1];
  if (first && lead && text[range[0] - 1] === '\n') {
    const at: OffsetRange = [first[0].length - lead.length, first[0].length];
    const fix = { title: 'Remove the spaces', safe: false, edits: [{ place: { range: at }, text: '' }] };
    const message = 'The first line is indented and this one is not, so that they are not of one map.';
    return parseIssue('yaml-syntax', range, message, 'Remove the spaces before the first line.', {
      label: 'not indented as the first line',
      fix,
    });
  }
  return parseIssue(
    'yaml-syntax',
    range,
    'This follows the end of a value.',
    'Put the whole text in one pair of quotes, or remove the surplus.',
  );
}

export function badStart({ text, range }: FaultContext): ParseIssue {
  const line = restOfLine(text, range[0]).replace(/\s+#.*$/, '');
  const variable = filledInBy(line);
  if (variable !== undefined) {
    const whole: OffsetRange = [range[0], range[0] + line.length];
    const message = `${quote(line)} is a placeholder of another tool; a variable is written \${var.${variable}}.`;
    return parseIssue('template-placeholder', whole, message, fillInHelp(variable), { label: 'not a variable' });
  }
  const [, ticked] = /^`([^`]+)`$/.exec(line) ?? [];
  if (ticked !== undefined) {
    const whole: OffsetRange = [range[0], range[0] + line.length];
    const text = /^[A-Za-z][\w./-]*$/.test(ticked) ? ticked : JSON.stringify(ticked);
    const help = `Write ${text}; where a shell was to fill it in, a variable: "\${var.NAME}", declared at the top.`;
    const fix = { title: `Write ${text}`, safe: false, edits: [{ place: { range: whole }, text }] };
    return parseIssue('yaml-syntax', whole, 'Backticks are no quotes of YAML.', help, { fix });
  }
  return parseIssue(
    'yaml-syntax',
    range,
    `Text cannot begin with ${quote(text[range[0]] ?? '')} unless it is in quotes.`,
    'Put the whole value in quotes.',
  );
}
