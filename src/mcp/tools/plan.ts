import { Failure } from '../../base/failure.ts';
import { hasErrors } from '../../base/diagnostic.ts';
import { count } from '../../base/text.ts';
import { planStack } from '../../engine/plan-stack.ts';
import { analyze } from '../../frontend/analyze.ts';
import { planStatus, sentOperations } from '../../plan/plan.ts';
import { json as findingsJson } from '../../report/findings/json.ts';
import { json } from '../../report/plans/json.ts';
import { specArguments, specOf, tool } from '../tool.ts';
import { analysisOptions } from './analysis-options.ts';

const notAllowed = (): Failure =>
  new Failure('refused', 'This server may not ask a cloud.', {
    help: 'Whoever starts it decides that: snapspec mcp --root DIR --allow-cloud. The tool lint needs none.',
  });

export const plan = tool({
  name: 'plan',
  title: 'Plan a backup spec',
  description:
    'Compares a snapspec spec with the cloud and says what apply would do, as JSON. It only reads; nothing here can apply. Works only where the server was started with --allow-cloud.',
  arguments: {
    ...specArguments,
    targets: {
      type: 'array',
      items: { type: 'string' },
      description: 'Addresses of the only entries that it is about, such as policies/nightly.',
    },
  },
  asksCloud: true,
  run: async (given, means, signal) => {
    if (means.withReader === undefined) throw notAllowed();
    const { program, diagnostics, documents } = analyze(await specOf(given, means), analysisOptions(given, means, 'error'));
    if (program === undefined || hasErrors(diagnostics))
      return { said: 'Nothing was planned: the spec has errors.', data: findingsJson.print(diagnostics, documents, { color: false }) };
    const narrowing = { targets: given.targets ?? [], excluded: [] };
    const made = await means.withReader(program.spec.region, signal, (reader, clock) => planStack(program, reader, clock, { narrowing }));
    const status = planStatus(made) === 'ready' ? '' : ' A part of it is refused or failed a check.';
    return {
      said: `${count(sentOperations(made).length, 'operation')} to carry out.${status}`,
      data: json.print(made, documents, { color: false }),
    };
  },
});
