import * as v from 'valibot';
import { UserProblem } from '../../program/index.ts';
import { ask } from '../http/ask.ts';
import type { Network } from '../http/network.ts';
import { send } from '../http/send.ts';
import { answerAs, parseAnswer } from '../results/parse.ts';
import type { IbmCredentials } from './credentials.ts';

const tokenSchema = v.object({ access_token: v.string(), expires_in: v.number() });

/** Tokens for a key. One is used until it is about to expire. */
export interface Tokens {
  /** @throws UserProblem `credentials-missing` where the key is refused */
  current(): Promise<string>;
  /** The service does not take the current one any more. */
  forget(): void;
}

/** Taken anew so long before they expire, in milliseconds. */
const EARLY = 5 * 60_000;

/** Exchanges an IBM Cloud API key for tokens of an hour (IAM, grant type `apikey`). */
export function createTokens(network: Network, credentials: IbmCredentials): Tokens {
  const url = credentials.identityUrl ?? 'https://iam.cloud.ibm.com';
  let token: { readonly text: string; readonly until: number } | undefined;
  return {
    forget: () => (token = undefined),
    async current() {
      if (token && network.clock() < token.until) return token.text;
      const answer = await ask(
        network,
        () =>
          send(network, {
            method: 'POST',
            url: `${url.replace(/\/+$/, '')}/identity/token`,
            headers: {
              'Content-Type': 'application/x-www-form-urlencoded',
              Accept: 'application/json',
            },
            body: new URLSearchParams({
              grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
              apikey: credentials.key,
            }).toString(),
          }),
        isWholeJson,
      );
      if (answer.status !== 200) throw refusedKey(answer.status);
      const { access_token, expires_in } = answerAs(tokenSchema, parseAnswer(answer.text));
      const lasts = Math.max(1000 * expires_in - EARLY, 500 * expires_in);
      token = { text: access_token, until: network.clock() + lasts };
      return access_token;
    },
  };
}

export function isWholeJson(text: string): boolean {
  try {
    parseAnswer(text);
    return true;
  } catch {
    return false;
  }
}

export function refusedKey(status: number): UserProblem {
  return new UserProblem({
    code: 'credentials-missing',
    message: `IBM Cloud does not accept the API key (status ${status}).`,
    help: 'Make a new one at https://cloud.ibm.com/iam/apikeys and give it in QISKIT_IBM_TOKEN or the credentials file.',
  });
}
