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

/**
 * All of the way from a circuit to a device's gates on its own qubits: what is measured stays the same.
 * @param favoured a placement to take where no other is better
 */
export function lower(circuit: Circuit, device: Device, favoured?: Layout, seed = 0): Lowered {
  const { circuit: unswapped, end: wires } = elideSwaps(toCanonical(circuit));
  const logical = collect(joinBlocks(simplified(unswapped)));
  const placed = placeAndRoute(logical, device, { seed, trials: 20, favoured });
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
