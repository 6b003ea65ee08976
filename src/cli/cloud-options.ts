import type { Declaring } from './verb-options.ts';

/** The options that name other endpoints than those of the region. */
export function endpointOptions<C extends Declaring>(command: C): C {
  return command
    .option('--endpoint-ecs <url>', 'The endpoint of ECS.')
    .option('--endpoint-ecd <url>', 'The endpoint of ECD.')
    .option('--endpoint-sts <url>', 'The endpoint of STS.');
}

/**
 * The options of every verb that looks at the cloud of a spec.
 * @param timeout how long the run may take where nothing else is said
 */
export function cloudOptions<C extends Declaring>(command: C, timeout = '60m'): C {
  const local = command
    .option('--local', 'Use the local cloud; its state is in .snapspec/ beside the spec.')
    .option('--local-seed <file>', 'The seed of the local cloud (default: local-cloud.yaml beside the spec).')
    .option('--local-reset', 'Reset the local cloud to its seed.');
  return endpointOptions(local)
    .option('--settle <seconds>', 'How long a listing may lag behind a write.')
    .option('--timeout <time>', `How long the run may take: 90s, 15m or 2h (default: ${timeout}).`)
    .option('--max-calls <number>', 'End with 5 before more reading calls than this are sent.');
}
