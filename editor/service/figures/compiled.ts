import type { DeclaredTarget } from '../../../compiler/index.ts';
import { lower } from '../../../compiler/passes/lower.ts';
import { machineFigures } from '../../../compiler/passes/schedule/machine-figures.ts';
import { findTarget } from '../../../compiler/targets/index.ts';
import { pathOf } from '../../../runtime/draw/provenance.ts';
import type { Program } from '../../../runtime/program/index.ts';

/** What a model costs on a machine. */
export interface CompiledFigures {
  readonly target: string;
  /** In the machine's own gates, of all circuits. */
  readonly twoQubit: number;
  /** Of each sentence, by its key. */
  readonly twoQubitOf: ReadonlyMap<string, number>;
  /** That nothing goes wrong in one shot of the circuit that fails most often; undefined where errors are not known. */
  readonly success: number | undefined;
}

/** A person is typing meanwhile: what is larger is left to `qmm estimate`. */
const MOST_GATES = 600;
const MOST_QUBITS = 16;

/** Compiles a model for a target of its file; undefined where that is no machine, and for models that would take long. */
export async function compiledFigures(
  program: Program,
  { name, machine }: DeclaredTarget,
  hasTime: () => boolean,
): Promise<CompiledFigures | undefined> {
  const isSmall = program.circuits.every(
    ({ gates, qubits }) => gates.length <= MOST_GATES && qubits.length <= MOST_QUBITS,
  );
  if (!isSmall || program.circuits.length === 0) return undefined;
  const found = await findTarget(machine);
  if (found.kind !== 'device') return undefined;
  const twoQubitOf = new Map<string, number>();
  const chances: number[] = [];
  for (const circuit of program.circuits) {
    if (circuit.qubits.length > found.device.qubits) return undefined;
    const { circuit: native } = lower(circuit, found.device, { level: 1, slots: true, hasTime });
    for (const { qubits, name: gate, origin } of native.operations) {
      if (qubits.length < 2 || gate === 'barrier') continue;
      const [key = ''] = pathOf(program, origin);
      twoQubitOf.set(key, (twoQubitOf.get(key) ?? 0) + 1);
    }
    chances.push(...[machineFigures(native, found.device).successProbability ?? []].flat());
  }
  return {
    target: name,
    twoQubit: [...twoQubitOf.values()].reduce((sum, one) => sum + one, 0),
    twoQubitOf,
    success: chances.length === program.circuits.length ? Math.min(...chances) : undefined,
  };
}
