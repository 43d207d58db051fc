import type { Circuit } from '../../runtime/program/index.ts';
import type { Device } from '../targets/device.ts';
import { expandPairs, joinOpenSwaps } from './blocks/expand.ts';
import { joinBlocks } from './blocks/join-blocks.ts';
import type { Canonical } from './canonical/operation.ts';
import { toCanonical } from './canonical/from-circuit.ts';
import { placeAndRoute, type Layout } from './map/place-and-route.ts';
import type { NativeCircuit } from './native.ts';
import { collect } from './simplify/collect.ts';
import { elideSwaps } from './simplify/elide-swaps.ts';
import { trim } from './simplify/trim.ts';
import { translate } from './translate/translate.ts';

export interface Lowered {
  readonly circuit: NativeCircuit;
  readonly start: Layout;
  readonly end: Layout;
  readonly swaps: number;
}

export interface LowerOptions {
  /** A placement to take where no other is better. */
  readonly favoured?: Layout | undefined;
  /** Of placing and routing: the same seed gives the same circuit. Default: 0. */
  readonly seed?: number | undefined;
}

/** Trials of placing and routing: many where a trial takes milliseconds, few where it takes seconds. */
const TRIALS = { most: 20, least: 3, operations: 40_000 };

/** All of the way from a circuit to a device's gates on its own qubits: what is measured stays the same. */
export function lower(
  circuit: Circuit,
  device: Device,
  { favoured, seed = 0 }: LowerOptions = {},
): Lowered {
  const { circuit: unswapped, end: wires } = elideSwaps(toCanonical(circuit));
  const logical = collect(joinBlocks(simplified(unswapped)));
  const affordable = Math.floor(TRIALS.operations / logical.operations.length);
  const trials = Math.min(TRIALS.most, Math.max(TRIALS.least, affordable));
  const placed = placeAndRoute(logical, device, { seed, trials, favoured });
  const joined = joinOpenSwaps(collect(joinBlocks(simplified(placed.circuit))));
  const native = simplified(expandPairs(joined));
  return {
    circuit: translate(native, device),
    start: placed.start,
    end: wires.map((wire) => placed.end[wire]!),
    swaps: placed.swaps,
  };
}

function simplified(circuit: Canonical): Canonical {
  return trim(collect(circuit));
}
