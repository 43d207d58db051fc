import type { Device } from '../targets/device.ts';
import type { Canonical } from './canonical/operation.ts';

/** The device's qubit for each qubit of a circuit. */
export type Layout = readonly number[];

/** A circuit on its way to a device, and where its qubits are that the source named. */
export interface Stage<Form = Canonical> {
  readonly circuit: Form;
  /** The qubit of `circuit` on which each qubit of the source starts. */
  readonly start: Layout;
  /** The qubit of `circuit` on which the state of each qubit of the source is at the end. */
  readonly end: Layout;
  readonly swaps: number;
}

/** How much is done: 0 what has to be, 1 what is quick, 2 all passes, 3 all passes and many trials. */
export type Level = 0 | 1 | 2 | 3;

/** What qubits are in before a circuit: |0>, or anything, where the circuit may be a part of another. */
export type Input = 'ground' | 'any';

/** What a pass may know beside the circuit. */
export interface PassContext {
  readonly device: Device;
  readonly level: Level;
  /** The same seed gives the same circuit. */
  readonly seed: number;
  /** A placement to take where no other is better. */
  readonly favoured: Layout | undefined;
  readonly input: Input;
  /** Whether another trial may begin; the first always does. */
  readonly hasTime: () => boolean;
  /** May angles be computed when values are known, by a bind program? Without it all of them are affine forms. */
  readonly slots: boolean;
}

/** From a canonical circuit to one that is better or closer to the device. */
export interface Pass {
  readonly name: string;
  /** The lowest level at which it runs. */
  readonly from: Level;
  /** Preserves what is measured, and, where nothing is measured, the state up to a global phase and the layouts. */
  readonly run: (stage: Stage, context: PassContext) => Stage;
}

/** A pass that keeps all qubits where they are. */
export function onCircuit(
  name: string,
  from: Level,
  run: (circuit: Canonical, context: PassContext) => Canonical,
): Pass {
  return {
    name,
    from,
    run: (stage, context) => ({ ...stage, circuit: run(stage.circuit, context) }),
  };
}
