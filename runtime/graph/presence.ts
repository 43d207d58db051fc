/** Which samples of the current batch have which inputs. */
export interface Presence {
  /** By input name, `[capacity]`, 1 where the sample has it. An input that is not listed is always there. */
  readonly flags: ReadonlyMap<string, Uint8Array>;
}

export function createPresence(names: Iterable<string>, capacity: number): Presence {
  return {
    flags: new Map([...names].map((name) => [name, new Uint8Array(capacity).fill(1)])),
  };
}

/** Tells whether a sample lacks one of the inputs; undefined where none of them can be absent. */
export function absence(
  presence: Presence,
  names: readonly string[],
): ((sample: number) => boolean) | undefined {
  const flags = names.flatMap((name) => presence.flags.get(name) ?? []);
  if (flags.length === 0) return undefined;
  return (sample) => flags.some((flag) => flag[sample] === 0);
}
