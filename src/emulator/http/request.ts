import type { Service } from '../../facts/services.ts';
import type { WireParameters } from '../model/arguments.ts';

/** A request as it came over the wire. */
export type HttpRequest = {
  readonly method: string;
  readonly path: string;
  /** The query as it was sent, still encoded. */
  readonly query: string;
  /** By lower-case name. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: string;
};

/** Names and values, decoded; of a name that comes twice the first value counts. */
export function decoded(encoded: string): WireParameters {
  const sent: { [name: string]: string } = Object.create(null) as { [name: string]: string };
  for (const [name, value] of new URLSearchParams(encoded)) sent[name] ??= value;
  return sent;
}

/** The parameters in the form body; other bodies hold none. */
export function bodyParameters(request: HttpRequest): WireParameters {
  const type = request.headers['content-type'] ?? '';
  return type.toLowerCase().startsWith('application/x-www-form-urlencoded') ? decoded(request.body) : {};
}

/** RFC 3986: everything but letters, digits and `-_.~` is escaped. */
export function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `name=value` pairs, encoded, sorted by name, joined by `&`. */
export function canonicalQuery(sent: WireParameters): string {
  const names = Object.keys(sent).sort();
  return names.map((name) => `${encoded(name)}=${encoded(sent[name] ?? '')}`).join('&');
}

/** An operation of a service with its parameters. */
export type RequestedCall = {
  readonly service: Service;
  readonly action: string;
  readonly params: WireParameters;
  readonly region?: string;
};
