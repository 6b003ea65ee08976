import { visible } from '../base/visible.ts';
import { asEscape, breakCommands } from './commands.ts';
import { cut } from './cut.ts';

/** The description of a finding in a code quality report, which is JSON: write it with `jsonText`. GitLab shows it as one line. */
export function gitlabDescription(text: string): string {
  return breakCommands(visible(cut(text)), asEscape);
}
