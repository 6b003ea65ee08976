const head = 'apiVersion: snapspec/v1\nstack: payments\nregion: cn-hangzhou\n';

/** A spec with a policy. */
export const policySpec = (
  schedule: string,
  retentionDays: number,
  more = '    disks:\n      any:\n        - tags: {backup: nightly}\n',
): string => `${head}policies:\n  nightly:\n    schedule: ${schedule}\n    retentionDays: ${retentionDays}\n${more}`;

/** A spec with what is given below its head. */
export const spec = (below: string): string => head + below;

/** Once a night. */
export const nightly = '{timezone: Asia/Shanghai, at: ["02:00"]}';
