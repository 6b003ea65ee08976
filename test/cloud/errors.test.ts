import { describe, expect, test } from 'vitest';
import { Ambiguous, ServiceError, classify } from '../../src/cloud/errors.ts';

const call = { service: 'ecs', action: 'CreateSnapshot' } as const;
const thrown = (more: object): object => ({
  name: 'ClientError',
  code: 'X.Y',
  statusCode: 400,
  data: { Message: 'It is wrong.', RequestId: 'R-1' },
  ...more,
});

describe('definite: the service refused it, and it had no effect', () => {
  test.each([
    ['a client error', {}],
    ['throttling', { name: 'ThrottlingError', code: 'Throttling.User' }],
    ['the highest status of a refusal', { statusCode: 499 }],
  ])('%s', (_, more) => expect(classify(call, thrown(more))).toBeInstanceOf(ServiceError));

  test('with code, status, RequestId and a sentence', () => {
    expect(classify(call, thrown({}))).toMatchObject({
      code: 'X.Y',
      status: 400,
      requestId: 'R-1',
      message: 'ECS CreateSnapshot was refused with X.Y (400, RequestId R-1): It is wrong.',
      summary: 'ECS CreateSnapshot was refused with X.Y (400): It is wrong.',
    });
    expect(classify(call, thrown({ data: { Message: 'wrong' }, requestId: 'R-2' }))).toMatchObject({
      requestId: 'R-2',
      summary: expect.stringMatching(/: wrong\.$/),
    });
    expect(classify(call, thrown({ data: null }))).toMatchObject({
      requestId: 'unknown',
      summary: 'ECS CreateSnapshot was refused with X.Y (400).',
    });
  });
});

describe('ambiguous: it may have taken effect', () => {
  test.each<[string, unknown, RegExp]>([
    [
      'a server error',
      thrown({ name: 'ServerError', statusCode: 503, code: 'ServiceUnavailable' }),
      /the service answered 503 ServiceUnavailable\.$/,
    ],
    ['a status of 500 under the name of a client error', thrown({ statusCode: 500 }), /the connection failed \(X\.Y\)\.$/],
    ['a status of 599 under the name of a client error', thrown({ statusCode: 599 }), /no definite answer/],
    ['a refusal without a code', thrown({ code: undefined }), /the reply has status 400 and no error code\.$/],
    ['a code that is no code', thrown({ code: 'undefined' }), /the reply has status 400 and no error code\.$/],
    ['a refusal without a status', thrown({ statusCode: undefined }), /the connection failed \(X\.Y\)\.$/],
    ['an error of another name', thrown({ name: 'UnretryableError' }), /no definite answer/],
    ['a page of a proxy', Object.assign(new SyntaxError('Unexpected token <')), /the reply is not JSON/],
    ['a deadline', Object.assign(new Error('late'), { name: 'RequestTimeoutError' }), /did not arrive in time\.$/],
    [
      'a reset connection',
      Object.assign(new Error('read ECONNRESET https://x/?Secret=1'), { code: 'ECONNRESET' }),
      /the connection failed \(ECONNRESET\)\.$/,
    ],
    ['nothing at all', undefined, /the connection failed\.$/],
  ])('%s', (_, error, message) => {
    const found = classify(call, error, 'ecs.example');
    expect(found).toBeInstanceOf(Ambiguous);
    expect(found).toMatchObject({ unsent: false, message: expect.stringMatching(message) });
    expect(found.message).not.toContain('Secret');
  });

  test.each([
    ['ECONNREFUSED', 'connect'],
    ['ENOTFOUND', 'getaddrinfo'],
    ['EAI_AGAIN', 'getaddrinfo'],
    ['EHOSTUNREACH', 'connect'],
    ['ENETUNREACH', 'connect'],
  ])('%s of %s: it never left', (code, syscall) =>
    expect(classify(call, { code, syscall }, 'ecs.example')).toMatchObject({
      unsent: true,
      message: 'ECS CreateSnapshot got no definite answer: nothing answers at ecs.example.',
    }),
  );

  test.each(['read', 'write', undefined])('EHOSTUNREACH of %s, on a connection that stood: it may have arrived', (syscall) =>
    expect(classify(call, { code: 'EHOSTUNREACH', syscall }, 'ecs.example')).toMatchObject({ unsent: false }),
  );
});
