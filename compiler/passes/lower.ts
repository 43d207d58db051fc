import type { Circuit } from '../../runtime/program/index.ts';
import type { Device } from '../targets/device.ts';
import { expandPairs, joinOpenSwaps } from './blocks/expand.ts';
import { joinBlocks } from './blocks/join-blocks.ts';
import { toCanonical } from './canonical/from-circuit.ts';
import { placeAndRoute, type Layout } from './map/place-and-route.ts';
import type { NativeCircuit } from './native.ts';
import { collect } from './simplify/collect.ts';
import { translate } from './translate/translate.ts';

export interface Lowered {
  readonly circuit: NativeCircuit;
  readonly start: Layout;
  readonly end: Layout;
  readonly swaps: number;
}

/**
 * All of the way from a circuit to a device's gates on its own qubits, equal up to global phase and the layouts.
 * @param favoured a placement to take where no other is better
 */
export function lower(circuit: Circuit, device: Device, favoured?: Layout, seed = 0): Lowered {
  const logical = collect(joinBlocks(collect(toCanonical(circuit))));
  const {
    circuit: placed,
    start,
    end,
    swaps,
  } = placeAndRoute(logical, device, {
    seed,
    trials: 20,
    favoured,
  });
  const joined = joinOpenSwaps(collect(joinBlocks(collect(placed))));
  const native = collect(expandPairs(joined));
  return { circuit: translate(native, device), start, end, swaps };
}
