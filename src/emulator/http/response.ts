export type HttpReply = { readonly status: number; readonly body: object; readonly requestId: string };

/** How a reply is sent, if at all. */
export type Delivery = {
  /**
   * `whole`: all of it. `cut`: half of its body, then the connection ends. `endless`: a body that begins and never ends.
   * `none`: the connection ends without a reply.
   */
  readonly type: 'whole' | 'cut' | 'endless' | 'none';
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  /** Milliseconds by which it is delayed. */
  readonly wait: number;
};

const json = 'application/json;charset=utf-8';
const proxyPage =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n';

/** The reply of the service, unchanged. */
export const whole = ({ status, body, requestId }: HttpReply, extra: { readonly [name: string]: string } = {}): Delivery => ({
  type: 'whole',
  status,
  headers: { 'content-type': json, 'x-acs-request-id': requestId, ...extra },
  body: JSON.stringify(body),
  wait: 0,
});

/** No reply at all. */
export const none: Delivery = { type: 'none', status: 0, headers: {}, body: '', wait: 0 };

/** The page that a proxy sends instead of the reply. */
export const proxy = (status: number): Delivery => ({
  type: 'whole',
  status,
  headers: { 'content-type': 'text/html' },
  body: proxyPage,
  wait: 0,
});

/** Sends the client elsewhere, with an empty body. */
export const redirect = (status: number, location: string): Delivery => ({
  type: 'whole',
  status,
  headers: { location },
  body: '',
  wait: 0,
});
