import { isRecord } from '../../../src/base/json.ts';
import type { Reader, Reply } from '../../../src/cloud/client.ts';
import { ServiceError } from '../../../src/cloud/errors.ts';
import type { ApplyStackOptions } from '../../../src/engine/apply-stack.ts';
import { planStack } from '../../../src/engine/plan-stack.ts';
import { classOf } from '../../../src/facts/api-errors/index.ts';
import type { Param, ReadCall, WriteCall } from '../../../src/kinds/calls.ts';
import { kindOf } from '../../../src/kinds/registry.ts';
import { textAt } from '../../../src/kinds/reply-reader.ts';
import { sentOperations } from '../../../src/plan/plan.ts';
import type { Operation } from '../../../src/plan/plan.ts';
import type { OperationResult } from '../../../src/plan/receipt.ts';
import type { Beside, Executor } from '../apply-run.ts';

/** What a plain executor does where no answer came. */
export type Habits = {
  /** Gives each try a token of its own, as tools do that make tokens of the time and chance. */
  readonly freshTokens: boolean;
  /** Lists at once after no answer, and sends again only what is not listed. */
  readonly looks: boolean;
  /** Believes the first listing when it plans, where the product lists twice. */
  readonly trusts: boolean;
};

const tries = 5;

/** A call with the ids of created resources in place of `{ idOf: ADDRESS }`. */
function withIds(call: WriteCall, ids: ReadonlyMap<string, string>): WriteCall {
  const resolve = (value: Param): Param => {
    if (Array.isArray(value)) return value.map(resolve);
    if (!isRecord(value)) return value;
    const address = value['idOf'];
    if (typeof address === 'string') return ids.get(address) ?? '';
    return Object.fromEntries(Object.entries(value as { [name: string]: Param }).map(([name, inner]) => [name, resolve(inner)]));
  };
  return { ...call, params: resolve(call.params as Param) as WriteCall['params'] };
}

/** A reader that asks each question once: what a second listing would show is what the first one has. */
function askingOnce(reader: Reader): Reader {
  const known = new Map<string, Promise<Reply>>();
  const read = (call: ReadCall): Promise<Reply> => {
    const name = JSON.stringify(call);
    const answer = known.get(name) ?? reader.read(call);
    known.set(name, answer);
    return answer;
  };
  return { read, calls: reader.calls };
}

function withFreshToken(call: WriteCall, chance: () => number): WriteCall {
  if (!isRecord(call.params) || call.params['ClientToken'] === undefined) return call;
  return { ...call, params: { ...call.params, ClientToken: `t-${chance()}` } };
}

/** An executor that plans, sends one operation after the other, and tries again what gets no answer. */
export const plainly =
  ({ freshTokens, looks, trusts }: Habits): Executor =>
  async (program, options: ApplyStackOptions & Beside) => {
    const { writer, clock, chance, gate } = options;
    const planned = () => planStack(program, trusts ? askingOnce(options.reader) : options.reader, clock, gate ? { gate } : {});
    const plan = await planned();
    if (sentOperations(plan).length === 0) return { type: 'unchanged', plan };
    const ids = new Map<string, string>();

    const isLeft = async ({ id }: Operation): Promise<boolean> => sentOperations(await planned()).some((one) => one.id === id);
    const sendOnce = async (operation: Operation): Promise<string | undefined> => {
      const call = withIds(operation.call, ids);
      const { body } = await writer.write(freshTokens ? withFreshToken(call, chance) : call);
      const id = operation.action === 'create' ? textAt(body, kindOf(operation.section).createdId) : operation.resourceId;
      if (operation.action === 'create' && id === undefined) throw new Error('the reply has no id');
      if (id !== undefined) ids.set(operation.address, id);
      return id;
    };
    const send = async (operation: Operation): Promise<OperationResult> => {
      const base = { id: operation.id, address: operation.address, action: operation.action };
      for (let attempt = 1; ; attempt++) {
        try {
          const resourceId = await sendOnce(operation);
          return { ...base, outcome: 'done', ...(resourceId !== undefined && { resourceId }) };
        } catch (error) {
          const isFinal = error instanceof ServiceError && classOf(error.code, operation.call.action) === 'final';
          if (isFinal || attempt === tries) return { ...base, outcome: 'failed', message: (error as Error).message };
          await clock.sleep(1000 * 2 ** attempt);
          if (looks && !(await isLeft(operation))) return { ...base, outcome: 'done' };
        }
      }
    };
    const results: OperationResult[] = [];
    for (const operation of sentOperations(plan)) results.push(await send(operation));
    return { type: 'applied', plan, results, after: await planned() };
  };
