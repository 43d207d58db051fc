import { type Circuit, type Gate, isMarker } from '../../program/circuit.ts';
import { type Condition, conditionBits } from '../../program/condition.ts';
import type { NoiseModel } from '../../program/execution.ts';
import { UserProblem } from '../../program/problem.ts';
import type { Preparation } from '../lower/lower.ts';
import { constantForm, formOf } from '../plan/form.ts';
import { channelMap, DEPHASED, RESET } from './channels.ts';
import { confusionOf, outcomeMap } from './confusion.ts';
import { gateOperations } from './gate.ts';
import { channelsAfter } from './gate-noise.ts';
import { depolarized } from './monomial.ts';
import type { Blocks, NoisyOperation } from './operation.ts';

/** A circuit and what goes wrong in it, as operations on Pauli coefficients. */
export interface NoisyCircuit {
  readonly qubits: number;
  /** Bits that conditions read. */
  readonly bits: number;
  /** Before all operations. */
  readonly preparations: readonly Preparation[];
  readonly operations: readonly NoisyOperation[];
}

/**
 * @param present which gates of an `encode` act
 * @throws UserProblem `not-yet` for a `prepare` of qubits that are in use
 */
export function translate(
  circuit: Circuit,
  noise: NoiseModel,
  present: (modality: string) => boolean,
): NoisyCircuit {
  const gates = circuit.gates.filter(({ name, when }) => !isMarker(name) && when.every(present));
  const forms = circuit.angles.map(formOf);
  const bits = readBits(gates);
  const used = new Set<number>();
  const preparations: Preparation[] = [];
  const operations: NoisyOperation[] = [];
  for (const gate of gates) {
    const blocks = blocksOf(gate.conditions ?? [], bits);
    const [qubit = 0] = gate.qubits;
    switch (gate.name) {
      case 'prepare':
        refuseUsed(circuit, gate, used);
        preparations.push({ qubits: gate.qubits, amplitudes: gate.angles.map((i) => forms[i]!) });
        break;
      case 'reset':
        operations.push(constant(qubit, RESET, blocks));
        break;
      case 'measure': {
        const bit = bits.get(gate.bit!);
        if (bit === undefined) operations.push(constant(qubit, DEPHASED, blocks));
        else operations.push(...measure(circuit, noise, { qubit, bit, blocks, count: bits.size }));
        break;
      }
      default: {
        const angle = gate.angles.length > 0 ? forms[gate.angles[0]!]! : constantForm(0);
        const { name } = gate;
        if (isMarker(name)) break;
        for (const operation of gateOperations(name, gate.qubits, gate.controls, angle)) {
          operations.push({ ...operation, blocks });
        }
      }
    }
    const touched = [...gate.qubits, ...gate.controls];
    for (const one of touched) used.add(one);
    for (const { channel, qubits } of channelsAfter(noise, circuit, gate)) {
      if (channel.kind === 'depolarize' && qubits.length > 1) {
        const monomial = depolarized(qubits, channel.probability);
        operations.push({ kind: 'monomial', monomial, blocks });
      } else {
        const map = channelMap(channel);
        operations.push(...qubits.map((one) => constant(one, map, blocks)));
      }
    }
  }
  return { qubits: circuit.qubits.length, bits: bits.size, preparations, operations };
}

/** A block for each outcome, with what is left of the state in that case. */
function measure(
  circuit: Circuit,
  noise: NoiseModel,
  at: {
    readonly qubit: number;
    readonly bit: number;
    readonly blocks: Blocks;
    readonly count: number;
  },
): NoisyOperation[] {
  const confusion = confusionOf(noise, circuit.qubits[at.qubit]!);
  const all = at.blocks ?? Array.from({ length: 2 ** at.count }, (_, block) => block);
  const zero = all.filter((block) => ((block >> at.bit) & 1) === 0);
  const one = zero.map((block) => block + 2 ** at.bit);
  return [
    { kind: 'split', bit: at.bit, blocks: zero },
    constant(at.qubit, outcomeMap(confusion, 0), zero),
    constant(at.qubit, outcomeMap(confusion, 1), one),
  ];
}

function constant(qubit: number, map: readonly number[], blocks: Blocks): NoisyOperation {
  return { kind: 'local', qubit, factor: { kind: 'constant', map }, blocks };
}

/** A number for each bit that is written and read. */
export function readBits(gates: readonly Gate[]): ReadonlyMap<number, number> {
  const read = new Set(gates.flatMap(({ conditions = [] }) => conditions.flatMap(conditionBits)));
  const written = gates.flatMap(({ name, bit }) =>
    name === 'measure' && read.has(bit!) ? [bit!] : [],
  );
  return new Map(written.map((bit, number) => [bit, number]));
}

function blocksOf(conditions: readonly Condition[], bits: ReadonlyMap<number, number>): Blocks {
  if (conditions.length === 0) return null;
  const blocks = Array.from({ length: 2 ** bits.size }, (_, block) => block);
  return blocks.filter((block) => {
    const valueOf = (bit: number): boolean => {
      const number = bits.get(bit);
      return number !== undefined && ((block >> number) & 1) === 1;
    };
    return conditions.every((condition) => holds(condition, valueOf));
  });
}

function holds(condition: Condition, valueOf: (bit: number) => boolean): boolean {
  switch (condition.kind) {
    case 'bit':
      return valueOf(condition.bit);
    case 'not':
      return !holds(condition.of, valueOf);
    case 'and':
      return holds(condition.left, valueOf) && holds(condition.right, valueOf);
    case 'or':
      return holds(condition.left, valueOf) || holds(condition.right, valueOf);
    case 'same':
      return holds(condition.left, valueOf) === holds(condition.right, valueOf);
  }
}

function refuseUsed(circuit: Circuit, gate: Gate, used: ReadonlySet<number>): void {
  const qubit = gate.qubits.find((q) => used.has(q));
  if (qubit === undefined && gate.controls.length === 0 && gate.conditions === undefined) return;
  const { register, index } = circuit.qubits[qubit ?? gate.qubits[0]!]!;
  const when = qubit === undefined ? 'under a condition' : 'after other gates have acted on it';
  throw new UserProblem({
    code: 'not-yet',
    message: `The simulator of noise cannot yet prepare ${register}[${index}] ${when}.`,
    help: 'Prepare amplitudes on fresh qubits, before any gate that touches them.',
  });
}
