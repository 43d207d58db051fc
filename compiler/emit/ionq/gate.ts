/** A gate as IonQ's JSON has it; `rotation` in radians, `phase` and `angle` in turns. */
export type IonqGate =
  | {
      readonly gate: string;
      readonly targets: readonly number[];
      readonly controls?: readonly number[];
      readonly rotation?: number;
    }
  | { readonly gate: 'gpi' | 'gpi2'; readonly target: number; readonly phase: number }
  | { readonly gate: 'zz'; readonly targets: readonly [number, number]; readonly angle: number };

/** A circuit in IonQ's gates that ends in the outcomes of all qubits. */
export interface IonqCircuit {
  readonly qubits: number;
  readonly gates: readonly IonqGate[];
  /** What is read, as the text numbers it, in the order of the circuit's readout. */
  readonly read: readonly number[];
}
