import type { Network } from './network.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer, whole; or none, and then nobody knows whether the service acted on the request. */
export type HttpAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly text: string;
      /** What the service asks to wait before the next try, in milliseconds. */
      readonly wait: number | null;
    }
  | { readonly kind: 'lost'; readonly why: string };

/** Asks once. @throws the reason of the network's signal when that is aborted */
export async function send(network: Network, request: HttpRequest): Promise<HttpAnswer> {
  const { method, url, headers, body } = request;
  network.signal.throwIfAborted();
  const timeout = AbortSignal.timeout(network.patience);
  try {
    const response = await network.fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.any([timeout, network.signal]),
    });
    const text = await response.text();
    return { kind: 'answered', status: response.status, text, wait: waitOf(response, network) };
  } catch (error) {
    network.signal.throwIfAborted();
    const { host } = new URL(url);
    if (timeout.aborted) {
      return { kind: 'lost', why: `${host} gave no answer within ${network.patience / 1000} s` };
    }
    return { kind: 'lost', why: `the connection to ${host} broke (${causeOf(error)})` };
  }
}

/** `Retry-After` counts seconds, or names a date (RFC 9110, section 10.2.3). */
function waitOf({ headers }: Response, { clock }: Network): number | null {
  const said = headers.get('retry-after');
  if (said === null) return null;
  const seconds = Number(said);
  if (Number.isFinite(seconds)) return Math.max(0, 1000 * seconds);
  const date = Date.parse(said);
  return Number.isNaN(date) ? null : Math.max(0, date - clock());
}

/** The platform's fetch tells of a broken connection in the cause of its error. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
