import { existsSync } from 'node:fs';
import fc from 'fast-check';
import {
  emitOpenqasm3,
  type OpenqasmOptions,
  type OpenqasmProgram,
} from '../../compiler/emit/openqasm3/index.ts';
import { libraryDevice } from '../../compiler/targets/index.ts';
import {
  createBinder,
  isDynamic,
  type Circuit,
  type Program,
} from '../../runtime/program/index.ts';
import { GATES, everyReadout, leafValues, programOf, randomGate } from '../support/circuits.ts';
import { compileFile } from '../support/compile.ts';
import { sharedPath } from '../support/shared.ts';
import { turns, withOutcomes } from '../support/outcomes.ts';
import { createSimulator } from '../../runtime/simulate/index.ts';
import { amplitudeProgram, irisProgram, pairProgram } from '../support/programs.ts';
import { measured, stateAfter } from '../support/statevector.ts';
import type { Case } from './qiskit.ts';

const FEATURES = [0.3, -1.1, 2.4, 0.7];
const SEED = 4711;
/** With the constants 1/2 and 1/2, amplitudes of a state. */
const UNIT = [Math.sqrt(0.4), -Math.sqrt(0.1)];

/** A text, what Qiskit is to be asked about it, and the numbers that the circuit has by our own reckoning. */
export interface TextFixture {
  readonly case: Case & { readonly kind: 'text' };
  readonly emitted: OpenqasmProgram;
  /** Measurement after measurement. */
  readonly expected: readonly number[];
}

/** Every gate with up to two controls, random circuits and two whole models, each in every form. */
export async function textFixtures(): Promise<readonly TextFixture[]> {
  const machine = await libraryDevice('fez');
  const oneWay = await libraryDevice('sherbrooke');
  const forms: readonly { name: string; options: OpenqasmOptions; backend?: string }[] = [
    { name: 'parametric', options: { form: 'logical' } },
    { name: 'for fez', options: { form: 'isa', target: machine! }, backend: 'FakeFez' },
    {
      name: 'for sherbrooke',
      options: { form: 'isa', target: oneWay! },
      backend: 'FakeSherbrooke',
    },
    {
      name: 'with slots for fez',
      options: { form: 'isa', target: machine!, lowering: { slots: true } },
      backend: 'FakeFez',
    },
    {
      name: 'with slots for sherbrooke',
      options: { form: 'isa', target: oneWay!, lowering: { slots: true } },
      backend: 'FakeSherbrooke',
    },
  ];
  return textModels().flatMap(({ name, program }) => {
    const circuit = program.circuits[0]!;
    const values = textValues(name, program);
    const expected = isDynamic(circuit)
      ? simulated(circuit, values)
      : measured(stateAfter(circuit, values), circuit.measurements);
    const bound = { name: 'bound', options: { form: 'logical', values } as const };
    const half = {
      name: 'half bound',
      options: {
        form: 'logical',
        values: values.map((each, k) => (k % 2 ? each : undefined)),
      } as const,
    };
    const chosen = name.startsWith('gate ')
      ? forms.slice(0, 2)
      : name === 'Amplitude'
        ? [
            bound,
            ...forms.slice(1).map((form) => ({ ...form, options: { ...form.options, values } })),
          ]
        : [...forms, bound, half];
    return chosen.map((form): TextFixture => {
      const emitted = emitOpenqasm3(program, 0, form.options);
      return {
        case: {
          id: `${name}, ${form.name}`,
          kind: 'text',
          text: emitted.text,
          values: inputValues(emitted, values),
          observables: emitted.observables.map(({ terms }) => terms),
          registers: emitted.registers.map((register) => register.name),
          ...('backend' in form && { backend: form.backend }),
        },
        emitted,
        expected,
      };
    });
  });
}

/** A number for each input of a text: of a leaf, or what the bind program makes of all leaves. */
export function inputValues(
  { inputs, slots }: OpenqasmProgram,
  values: readonly number[],
): Readonly<Record<string, number>> {
  if (slots === undefined) {
    return Object.fromEntries(inputs.map(({ name, leaf }) => [name, values[leaf]!]));
  }
  const angles = new Float64Array(slots.names.length);
  createBinder(slots.program).bind(values, angles);
  return Object.fromEntries(slots.names.map((name, k) => [name, angles[k]!]));
}

/** What Qiskit's answer says for each measurement, in the order of the circuit. */
export function inCircuitOrder(
  { observables, registers }: OpenqasmProgram,
  expectations: readonly number[],
  probabilities: Readonly<Record<string, readonly number[]>>,
): readonly number[] {
  const parts = [
    ...observables.map(({ measurement }, k) => ({ measurement, values: [expectations[k]!] })),
    ...registers.map(({ measurement, name }) => ({ measurement, values: probabilities[name]! })),
  ];
  return parts.sort((a, b) => a.measurement - b.measurement).flatMap(({ values }) => values);
}

/** By the simulator itself, which defers what is measured on the way. */
function simulated(circuit: Circuit, values: readonly number[]): readonly number[] {
  const sampled = circuit.leaves.map(() => false);
  const simulator = createSimulator(circuit, { precision: 'f64', sampled });
  const out = new Float64Array(simulator.outputs);
  simulator.forward(Float64Array.from(values), new Float64Array(0), 1, out);
  return [...out];
}

/** What the texts of every format are made of. */
export function textModels(): readonly { readonly name: string; readonly program: Program }[] {
  const single = GATES.map((gate) => ({
    name: `gate ${gate.name} with 0, 1 and 2 controls`,
    program: programOf(
      4,
      [0, 1, 2].map((controls) => ({
        name: gate.name,
        qubits: [3, 1].slice(0, gate.targets),
        controls: [0, 2].slice(0, controls),
        angle: { quarterTurns: 0, weight: controls - 2 || 1, leaf: 2 },
      })),
      everyReadout(4),
    ),
  }));
  const random = fc
    .sample(fc.array(randomGate(4), { minLength: 8, maxLength: 16 }), { seed: SEED, numRuns: 4 })
    .map((gates, k) => ({
      name: `random circuit ${k + 1}`,
      program: programOf(4, gates, everyReadout(4)),
    }));
  const outcomes = fc
    .sample(fc.tuple(fc.array(randomGate(3), { minLength: 5, maxLength: 7 }), turns(13)), {
      seed: SEED,
      numRuns: 3,
    })
    .map(([gates, list], k) => {
      const program = programOf(3, gates, everyReadout(3));
      const circuit = withOutcomes(program.circuits[0]!, list);
      return {
        name: `random circuit ${k + 1} with outcomes`,
        program: { ...program, circuits: [circuit] },
      };
    });
  return [
    ...single,
    ...random,
    ...outcomes,
    ...feedForward(),
    { name: 'Iris', program: irisProgram() },
    { name: 'Pair', program: pairProgram() },
    { name: 'Amplitude', program: amplitudeProgram() },
  ];
}

/** The acceptance program of dynamic circuits, where the shared folder is there. */
function feedForward(): readonly { readonly name: string; readonly program: Program }[] {
  const path = sharedPath('design', 'models', 'feed-forward.qmm');
  if (!existsSync(path)) return [];
  return [{ name: 'FeedForward', program: compileFile(path).runs[0]!.program }];
}

/** For each leaf of the model's circuit. */
export function textValues(name: string, program: Program): readonly number[] {
  const { leaves } = program.circuits[0]!;
  if (name === 'Amplitude') return [...UNIT, 0.4, 1.3];
  if (['Iris', 'Pair', 'FeedForward'].includes(name))
    return leaves.map((_, k) => Math.sin(3 * k + 1) * 2);
  return leafValues(program.circuits[0]!, FEATURES);
}
