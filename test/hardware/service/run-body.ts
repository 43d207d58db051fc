import { constantValue } from '../../../compiler/passes/angles.ts';
import { readOpenqasm, toCircuit } from '../../../compiler/openqasm/index.ts';
import { randomStream } from '../../../runtime/data/random.ts';
import { decodeTensor, type Tensor } from '../../../runtime/hardware/results/index.ts';
import {
  measuredQubits,
  moveMeasurement,
  type Circuit,
  type Measurement,
  type NoiseModel,
  type Pauli,
} from '../../../runtime/program/index.ts';
import { createSimulator } from '../../../runtime/simulate/index.ts';
import { typedArray } from './typed.ts';

interface Body {
  readonly program_id: string;
  readonly params: { readonly pubs: readonly (readonly unknown[])[] };
}

/** What goes wrong in a circuit whose qubits are these of the machine. */
export type NoiseOn = (circuit: Circuit, places: readonly number[]) => NoiseModel;

/**
 * A machine of ours, without errors where nobody says which: reads the body of a job as a service does, from its own text and arrays alone,
 * and answers in the service's words. Expectations are exact, with the errors that the shots would leave; bits are
 * drawn.
 */
export function runBody(text: string, noiseOn?: NoiseOn): string {
  const { program_id, params } = JSON.parse(text) as Body;
  const pubs = params.pubs.map((pub) =>
    program_id === 'estimator' ? estimated(pub, noiseOn) : sampled(pub, noiseOn),
  );
  return JSON.stringify({
    __type__: 'PrimitiveResult',
    __value__: { pub_results: pubs, metadata: { version: 2 } },
  });
}

/**
 * What a job's pubs come to without shots: of each row of values the expectations, or the probabilities of the registers'
 * outcomes, one register after the other.
 */
export function exactOutputs(text: string, noiseOn?: NoiseOn): readonly Float64Array[] {
  const { program_id, params } = JSON.parse(text) as Body;
  return params.pubs.map((pub) =>
    program_id === 'estimator'
      ? expectations(pub, noiseOn).means
      : probabilities(pub, noiseOn).chances,
  );
}

function expectations(
  pub: readonly unknown[],
  noiseOn?: NoiseOn,
): { readonly means: Float64Array; readonly rows: Rows } {
  const [text, observables, values] = pub as [string, Record<string, number>[], unknown];
  const { circuit, rows, width } = loaded(text, decodeTensor(values));
  const measurements = observables.map((terms): Measurement => ({
    kind: 'expectation',
    terms: Object.entries(terms).map(([word, coefficient]) => ({
      coefficient,
      factors: Array.from(word)
        .reverse()
        .flatMap((pauli, qubit) => (pauli === 'I' ? [] : [{ qubit, pauli: pauli as Pauli }])),
    })),
  }));
  for (const word of observables.flatMap((each) => Object.keys(each))) {
    if (word.length !== width) throw new Error(`${word.length} letters for ${width} qubits`);
  }
  return { means: simulate({ ...circuit, measurements }, rows, noiseOn), rows };
}

function estimated(pub: readonly unknown[], noiseOn?: NoiseOn): unknown {
  const [, observables, , precision] = pub as [string, unknown[], unknown, number | null];
  const { means, rows } = expectations(pub, noiseOn);
  const deviation = precision ?? 1 / 64;
  const errors = means.map((mean) => deviation * Math.sqrt(Math.max(0, 1 - mean ** 2)));
  const shape = rows.parametric ? [rows.count, observables.length] : [observables.length];
  return {
    __type__: 'PubResult',
    __value__: {
      data: {
        __type__: 'DataBin',
        __value__: {
          field_names: ['evs', 'stds'],
          shape,
          fields: { evs: typedArray(shape, means), stds: typedArray(shape, errors) },
        },
      },
      metadata: { target_precision: deviation },
    },
  };
}

function probabilities(
  pub: readonly unknown[],
  noiseOn?: NoiseOn,
): ReturnType<typeof loaded> & { readonly chances: Float64Array } {
  const [text, values] = pub as [string, unknown];
  const read = loaded(text, decodeTensor(values));
  return { ...read, chances: simulate(read.circuit, read.rows, noiseOn) };
}

function sampled(pub: readonly unknown[], noiseOn?: NoiseOn): unknown {
  const [text, , shots] = pub as [string, unknown, number];
  const { circuit, rows, readouts, chances } = probabilities(pub, noiseOn);
  const random = randomStream(7, text);
  const outer = rows.parametric ? [rows.count] : [];
  const sizes = circuit.measurements.map((each) =>
    each.kind === 'probabilities' ? 2 ** each.qubits.length : 0,
  );
  const outputs = sizes.reduce((sum, size) => sum + size, 0);
  const fields = readouts.map(({ register, bits }, k) => {
    const start = sizes.slice(0, k).reduce((sum, size) => sum + size, 0);
    const width = Math.ceil(bits.length / 8);
    const bytes = new Uint8Array(rows.count * shots * width);
    for (let shot = 0; shot < rows.count * shots; shot++) {
      const row = Math.floor(shot / shots);
      const at = row * outputs + start;
      let outcome = draw(chances.subarray(at, at + sizes[k]!), random.uniform());
      for (let byte = width - 1; byte >= 0; byte--, outcome >>= 8) {
        bytes[shot * width + byte] = outcome & 255;
      }
    }
    const array = typedArray([...outer, shots, width], bytes);
    return [
      register,
      { __type__: 'BitArray', __value__: { array, num_bits: bits.length } },
    ] as const;
  });
  return {
    __type__: 'SamplerPubResult',
    __value__: {
      data: {
        __type__: 'DataBin',
        __value__: {
          field_names: fields.map(([name]) => name),
          fields: Object.fromEntries(fields),
        },
      },
      metadata: {},
    },
  };
}

interface Rows {
  readonly count: number;
  readonly parametric: boolean;
  /** Row-major, inputs in the order of the circuit's leaves. */
  readonly values: Float64Array;
}

/** The circuit of a text, and its values with those of an input where that stands among the circuit's leaves. */
export function loaded(
  text: string,
  { shape, values: numbers }: Tensor,
): ReturnType<typeof toCircuit> & { readonly rows: Rows; readonly width: number } {
  const { program, diagnostics } = readOpenqasm(text, 'job.qasm');
  if (diagnostics.length > 0) throw new Error(diagnostics[0]!.message);
  const inputs = program.inputs.length;
  const parametric = inputs > 0;
  const count = parametric ? numbers.length / inputs : 1;
  if (parametric && shape.at(-1) !== inputs) throw new Error('values and inputs differ');
  // The service takes values in the order of the names.
  const order = [...program.inputs].sort();
  const sorted = Float64Array.from({ length: count * inputs }, (_, k) => {
    const position = order.indexOf(program.inputs[k % inputs]!);
    return numbers[Math.floor(k / inputs) * inputs + position]!;
  });
  const read = toCircuit(program);
  return {
    ...read,
    rows: { count, parametric, values: sorted },
    width: read.circuit.qubits.length,
  };
}

export function simulate(wide: Circuit, { count, values }: Rows, noiseOn?: NoiseOn): Float64Array {
  const sampled = wide.leaves.map(() => true);
  const { circuit, places } = touchedPart(wide);
  const noise = noiseOn ? noiseOn(circuit, places) : null;
  const simulator = createSimulator(circuit, { precision: 'f64', sampled, noise });
  const out = new Float64Array(count * simulator.outputs);
  simulator.forward(new Float64Array(0), values, count, out);
  return out;
}

/** A circuit on the qubits that it does something to, or reads; `places` are their numbers before. */
function touchedPart(circuit: Circuit): {
  readonly circuit: Circuit;
  readonly places: readonly number[];
} {
  const isPadding = ({ name, angles }: Circuit['gates'][number]): boolean =>
    name === 'rz' && constantValue(circuit.angles[angles[0]!]!) === 0;
  const gates = circuit.gates.filter((gate) => !isPadding(gate));
  const used = [
    ...gates.flatMap(({ qubits, controls }) => [...qubits, ...controls]),
    ...circuit.measurements.flatMap(measuredQubits),
  ];
  const places = [...new Set(used)].sort((a, b) => a - b);
  const place = (qubit: number): number => places.indexOf(qubit);
  return {
    places,
    circuit: {
      ...circuit,
      qubits: places.map((qubit) => circuit.qubits[qubit]!),
      gates: gates.map((gate) => ({
        ...gate,
        qubits: gate.qubits.map(place),
        controls: gate.controls.map(place),
      })),
      measurements: circuit.measurements.map((each) => moveMeasurement(each, place)),
    },
  };
}

export function draw(probabilities: Float64Array, uniform: number): number {
  let left = uniform;
  for (let outcome = 0; outcome < probabilities.length; outcome++) {
    left -= probabilities[outcome]!;
    if (left < 0) return outcome;
  }
  return probabilities.length - 1;
}
