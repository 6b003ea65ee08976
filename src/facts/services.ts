/** Which service a call goes to, and the version of its API. */
export const services = {
  ecs: { version: '2014-05-26', title: 'ECS' },
  ecd: { version: '2020-09-30', title: 'ECD' },
  sts: { version: '2015-04-01', title: 'STS' },
} as const;
export type Service = keyof typeof services;
