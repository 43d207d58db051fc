/** A leaf's position among those of its rate, -1 among those of the other. */
export interface LeafOrder {
  readonly shared: readonly number[];
  readonly sampled: readonly number[];
  readonly sharedCount: number;
  readonly sampledCount: number;
}

export function orderLeaves(isSampled: readonly boolean[]): LeafOrder {
  let [sharedCount, sampledCount] = [0, 0];
  const shared = isSampled.map((sampled) => (sampled ? -1 : sharedCount++));
  const sampled = isSampled.map((yes) => (yes ? sampledCount++ : -1));
  return { shared, sampled, sharedCount, sampledCount };
}
