import { waitBefore } from '../http/back-off.ts';
import type { Network } from '../http/network.ts';
import type { Service } from '../service.ts';

/** A job that a service accepted may show in its list a little later. */
const LOOKS = 3;
const BETWEEN_LOOKS = { first: 4000, most: 60_000 };

/** The id of a job that may have been sent, by its tag; undefined where the service does not have it. */
export async function lookFor(
  tag: string,
  service: Service,
  network: Pick<Network, 'sleep' | 'random'>,
): Promise<string | undefined> {
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await network.sleep(waitBefore(look, BETWEEN_LOOKS, network));
    const id = await service.find(tag);
    if (id !== undefined) return id;
  }
  return undefined;
}
