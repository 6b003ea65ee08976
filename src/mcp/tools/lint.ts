import { count } from '../../base/text.ts';
import { analyze } from '../../frontend/analyze.ts';
import { json } from '../../report/findings/json.ts';
import { specArguments, specOf, tool } from '../tool.ts';
import { analysisOptions } from './analysis-options.ts';

export const lint = tool({
  name: 'lint',
  title: 'Lint a backup spec',
  description:
    'Checks a snapspec spec against every documented constraint, without asking any cloud. Gives findings as JSON: code, severity, message, line, help, fix. Explain a code with the tool explain.',
  arguments: specArguments,
  asksCloud: false,
  run: async (given, means) => {
    const { diagnostics, documents, suppressed } = analyze(await specOf(given, means), analysisOptions(given, means, 'info'));
    const many = (severity: string): number => diagnostics.filter((one) => one.severity === severity).length;
    const counted = [
      count(many('error'), 'error'),
      count(many('warning'), 'warning'),
      `${many('info')} of advice`,
      ...(suppressed.length > 0 ? [`${suppressed.length} suppressed`] : []),
    ];
    return { said: `${counted.join(', ')}.`, data: json.print(diagnostics, documents, { color: false, suppressed }) };
  },
});
