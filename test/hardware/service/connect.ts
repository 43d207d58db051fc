import {
  createIbmApi,
  createIbmService,
  type Network,
  type Service,
} from '../../../runtime/hardware/index.ts';
import type { TestServer } from './server.ts';

export const KEY = 'a-key-that-nobody-may-see';
export const INSTANCE = 'crn:v1:bluemix:public:quantum-computing:us-east:a/0:0::';

/** A clock that jumps ahead where somebody waits. */
export function jumpingClock(): { readonly now: () => number; readonly sleep: Network['sleep'] } {
  let now = 1_000_000;
  return {
    now: () => now,
    sleep: (milliseconds) => {
      now += milliseconds;
      return new Promise((resolve) => setImmediate(resolve));
    },
  };
}

export function networkOf(clock = jumpingClock(), changes: Partial<Network> = {}): Network {
  return {
    fetch: (url, request) => fetch(url, request),
    clock: clock.now,
    sleep: clock.sleep,
    random: () => 0.5,
    patience: 20_000,
    signal: new AbortController().signal,
    ...changes,
  };
}

/** Our client, pointed at a server of this machine. */
export function connect({ url }: TestServer, network: Network, key = KEY): Service {
  const credentials = { key, instance: INSTANCE, url: `${url}/api/v1`, identityUrl: url };
  return createIbmService(createIbmApi(network, credentials));
}
