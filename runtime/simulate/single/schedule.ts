import type { Mask } from '../plan/bits.ts';
import { type Coordinates, coordinatesOf, dimensions, plainCoordinates } from './coordinates.ts';
import type { Stage, Turn } from './stages.ts';

/** What happens to each chunk while it is close to the core. */
export type Step =
  | { readonly kind: 'start' }
  | { readonly kind: 'diagonal'; readonly stage: number }
  /** Rotations that commute. */
  | { readonly kind: 'turns'; readonly turns: readonly Turn[] }
  /** A readout that reads pairs which differ by `flip`, 0 for probabilities. */
  | { readonly kind: 'read'; readonly readout: number; readonly flip: Mask };

/** One sweep over the state, chunk by chunk. */
export interface Block {
  readonly coordinates: Coordinates;
  readonly steps: readonly Step[];
}

/** A readout's number, and the pairs it reads. */
export interface Reading {
  readonly readout: number;
  readonly flip: Mask;
}

export interface ChunkLimits {
  /** Dimensions of a chunk, at most, and bits of its rows, at least. */
  readonly size: number;
  readonly row: number;
}

/**
 * Puts the stages into as few sweeps as their order allows. Rotations of one stage commute, so those that stay inside
 * of a chunk go first; what is left of a stage opens the next block, which goes on into the stages after it. Layers
 * thus take turns: low bits of one layer and of the next, then high bits of the next and of the one after it.
 */
export function schedule(
  bits: number,
  stages: readonly Stage[],
  readings: readonly Reading[],
  limits: ChunkLimits,
): readonly Block[] {
  const blocks: Block[] = [];
  const size = Math.min(bits, limits.size);
  const row = Math.min(size, limits.row);
  let steps: Step[] = [{ kind: 'start' }];
  // The start state is a product over bits of the index, so it grows in chunks as they lie in memory.
  let flips = lowBits(size);
  let plain = true;
  const close = (): void => {
    if (steps.length === 0) return;
    const coordinates = plain
      ? plainCoordinates(bits, size)
      : coordinatesOf(bits, flips, { row, size });
    blocks.push({ coordinates, steps });
    steps = [];
  };
  const begin = (wanted: readonly Mask[]): void => {
    close();
    plain = wanted.every((flip) => flip < 2 ** size);
    flips = plain ? lowBits(size) : [];
  };
  const take = (flip: Mask): boolean => {
    const more = [...flips, flip];
    if (dimensions(more, row) > size) return false;
    flips = more;
    return true;
  };
  stages.forEach((stage, index) => {
    if (stage.terms.length > 0 || stage.scale.length > 0) {
      steps.push({ kind: 'diagonal', stage: index });
    }
    let rest = stage.turns;
    while (rest.length > 0) {
      const inside = rest.filter(
        ({ flip }) => dimensions([...flips, flip], row) <= dimensions(flips, row),
      );
      const others = rest.filter((turn) => !inside.includes(turn)).sort((a, b) => a.flip - b.flip);
      const taken = [...inside, ...others.filter(({ flip }) => take(flip))];
      if (taken.length > 0) steps.push({ kind: 'turns', turns: taken });
      rest = rest.filter((turn) => !taken.includes(turn));
      if (rest.length > 0) begin(rest.map(({ flip }) => flip));
    }
  });
  let unread = readings;
  while (unread.length > 0) {
    const taken = unread.filter(({ flip }) => take(flip));
    steps.push(...taken.map((reading) => ({ kind: 'read' as const, ...reading })));
    unread = unread.filter((reading) => !taken.includes(reading));
    if (unread.length > 0) begin(unread.map(({ flip }) => flip));
  }
  close();
  return blocks;
}

function lowBits(count: number): readonly Mask[] {
  return Array.from({ length: count }, (_, i) => 1 << i);
}
