import type { Circuit, Program } from '../../runtime/program/index.ts';
import { lower, type Lowered, type Lowering } from '../passes/lower.ts';
import type { Layout } from '../passes/pass.ts';
import type { Device } from '../targets/device.ts';

/** A circuit of a Program in a device's gates, where `coupled` has placed it if it has. */
export function lowerOn(
  program: Program,
  circuit: Circuit,
  device: Device,
  lowering: Lowering = {},
): Lowered {
  return lower(circuit, device, { ...lowering, favoured: regionOn(program, circuit, device) });
}

function regionOn({ coupling }: Program, circuit: Circuit, device: Device): Layout | undefined {
  const size = circuit.qubits.length;
  return coupling?.find((one) => one.device === device.name && one.qubits.length === size)?.qubits;
}
