import type * as v from 'valibot';
import { ask, type Answered } from '../http/ask.ts';
import type { Network } from '../http/network.ts';
import { send, type HttpAnswer, type HttpRequest } from '../http/send.ts';
import { answerAs, parseAnswer } from '../results/parse.ts';
import { apiUrl, type IbmCredentials } from './credentials.ts';
import { refusal } from './refusal.ts';
import { createTokens, isWholeJson } from './token.ts';

/** Requests to IBM's API with the headers it wants. */
export interface IbmApi {
  readonly credentials: IbmCredentials;
  readonly network: Network;
  /** Once, except that a token which has expired is replaced: that request was not acted on. */
  once(
    request: Omit<HttpRequest, 'url' | 'headers'> & { readonly path: string },
  ): Promise<HttpAnswer>;
  /** What may be asked again; until there is an answer. */
  get(path: string): Promise<Answered>;
  /**
   * @param what is asked for, as it stands in `IBM refused …`
   * @throws UserProblem where the service refuses or its answer has another form
   */
  read<Schema extends v.GenericSchema>(
    path: string,
    what: string,
    schema: Schema,
  ): Promise<v.InferOutput<Schema>>;
}

/** The version that the bodies and answers are written for. */
const API_VERSION = '2026-04-15';

export function createIbmApi(network: Network, credentials: IbmCredentials): IbmApi {
  const tokens = createTokens(network, credentials);
  const base = apiUrl(credentials);
  const api: IbmApi = {
    credentials,
    network,
    async once({ path, ...request }) {
      const attempt = async (): Promise<HttpAnswer> =>
        send(network, {
          ...request,
          url: base + path,
          headers: {
            Authorization: `Bearer ${await tokens.current()}`,
            'Service-CRN': credentials.instance,
            'IBM-API-Version': API_VERSION,
            Accept: 'application/json',
            ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
          },
        });
      const answer = await attempt();
      if (answer.kind === 'lost' || answer.status !== 401) return answer;
      tokens.forget();
      return attempt();
    },
    get: (path) => ask(network, () => api.once({ method: 'GET', path }), isWholeJson),
    async read(path, what, schema) {
      const answer = await api.get(path);
      if (answer.status >= 400) throw refusal(what, answer, credentials);
      return answerAs(schema, parseAnswer(answer.text));
    },
  };
  return api;
}
