import type { HttpReply } from '../instance.ts';

/** How an answer goes out, or does not. */
export type Delivery = {
  /** `whole`: as it is. `cut`: half of its body, and the connection ends. `none`: the connection ends without it. */
  readonly type: 'whole' | 'cut' | 'none';
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  /** Milliseconds that it is held back. */
  readonly wait: number;
};

const json = 'application/json;charset=utf-8';
const proxyPage =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n';

/** The answer of the service, as it is. */
export const whole = ({ status, body, requestId }: HttpReply, extra: { readonly [name: string]: string } = {}): Delivery => ({
  type: 'whole',
  status,
  headers: { 'content-type': json, 'x-acs-request-id': requestId, ...extra },
  body: JSON.stringify(body),
  wait: 0,
});

/** No answer at all. */
export const none: Delivery = { type: 'none', status: 0, headers: {}, body: '', wait: 0 };

/** What a proxy puts in the place of an answer. */
export const proxy = (status: number): Delivery => ({
  type: 'whole',
  status,
  headers: { 'content-type': 'text/html' },
  body: proxyPage,
  wait: 0,
});
