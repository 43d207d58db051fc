import type { Circuit } from '../../runtime/program/index.ts';
import type { Device } from '../targets/device.ts';
import { decompose } from './decompose.ts';
import { mergeRz } from './merge-rz.ts';
import type { NativeCircuit } from './native.ts';
import type { Layout } from './place.ts';
import { placeAndRoute } from './route.ts';
import { translate } from './translate.ts';

export interface Lowered {
  readonly circuit: NativeCircuit;
  readonly start: Layout;
  readonly end: Layout;
  readonly swaps: number;
}

/** All of the way from a circuit to a device's gates on its own qubits, equal up to global phase and the layouts; `favoured` is a placement to take where no other needs fewer swaps. */
export function lower(circuit: Circuit, device: Device, favoured?: Layout): Lowered {
  const {
    circuit: routed,
    start,
    end,
    swaps,
  } = placeAndRoute(decompose(circuit), device, favoured);
  const native = translate(decompose(routed), device);
  return { circuit: mergeRz(native), start, end, swaps };
}
