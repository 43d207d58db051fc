/** Notes which samples have no value. */
export interface Presence {
  miss(sample: number): void;
  /** 1 where a sample has a value; null when all have. */
  flags(): Uint8Array | null;
}

/** All samples are present until one is missed. */
export function createPresence(count: number): Presence {
  const present = new Uint8Array(count).fill(1);
  let complete = true;
  return {
    miss: (sample) => {
      present[sample] = 0;
      complete = false;
    },
    flags: () => (complete ? null : present),
  };
}
