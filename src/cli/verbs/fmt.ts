import type { AnalyzeOptions } from '../../frontend/analyze.ts';
import { count } from '../../base/text.ts';
import { fileName } from '../../report/location.ts';
import { textReport } from '../../report/findings/text.ts';
import { unifiedDiff } from '../../report/terminal/unified-diff.ts';
import { formatFile } from '../../rewrite/format.ts';
import { exits, worst } from '../exit-codes.ts';
import type { FileOptions, Host } from '../host.ts';
import { isStream, readFiles } from '../spec-files.ts';
import type { ReadFile } from '../spec-files.ts';
import { writeSpec } from '../write-spec.ts';

export type FmtOptions = FileOptions & { readonly file?: readonly string[]; readonly check?: boolean; readonly diff?: boolean };

/** The outcome for one file. */
type Outcome = 'canonical' | 'changed' | 'unread' | 'bug';

/**
 * Puts specs into canonical layout. With `check` or `diff` nothing is written.
 * @throws Failure `usage` for a file that cannot be read or written
 */
export async function fmt(names: readonly string[], options: FmtOptions, io: Host): Promise<number> {
  const files = await readFiles([...names, ...(options.file ?? [])], options, io);
  const frontOptions: AnalyzeOptions = { year: new Date(io.clock.now()).getUTCFullYear(), unresolved: 'info' };
  const outcomes = files.map((file) => formatOne(file, frontOptions, options, io));
  const many = (outcome: Outcome): number => outcomes.filter((one) => one === outcome).length;
  if (options.check && many('changed') > 0)
    io.stderr(`${count(many('changed'), 'file')} of ${outcomes.length} not in canonical layout. Run snapspec fmt.\n`);
  return worst([
    ...(many('bug') > 0 ? [exits.bug] : []),
    ...(many('unread') > 0 || (options.check && many('changed') > 0) ? [exits.findings] : []),
  ]);
}

function formatOne(read: ReadFile, frontOptions: AnalyzeOptions, options: FmtOptions, io: Host): Outcome {
  const made = formatFile(read, frontOptions);
  const { file } = read;
  if (made.type === 'unread') {
    io.stderr(textReport(made.diagnostics, new Map([[file, made.document]]), { color: io.color.stderr }));
    return 'unread';
  }
  if (made.type === 'changed') {
    io.stderr(
      `${fileName(file)} was left unchanged: in canonical layout ${made.what}. This is a bug in snapspec; please report it with the file.\n`,
    );
    return 'bug';
  }
  const changed = made.text !== made.from;
  if (options.diff && changed) io.stdout(unifiedDiff(file, made.from, made.text, { color: io.color.stdout }));
  if (options.check || options.diff) {
    if (changed && !options.diff) io.stdout(`${fileName(file)}\n`);
  } else if (isStream(read)) io.stdout(made.text, 'verbatim');
  else if (changed) {
    writeSpec(read, made.text, options, io);
    io.stdout(`${fileName(file)}\n`);
  }
  return changed ? 'changed' : 'canonical';
}
