import { readOpenqasm, toCircuit } from '../../../compiler/openqasm/index.ts';
import { randomStream } from '../../../runtime/data/random.ts';
import { decodeTensor } from '../../../runtime/hardware/results/index.ts';
import type { Circuit, Measurement, Pauli } from '../../../runtime/program/index.ts';
import { createSimulator } from '../../../runtime/simulate/index.ts';
import { typedArray } from './typed.ts';

interface Body {
  readonly program_id: string;
  readonly params: { readonly pubs: readonly (readonly unknown[])[] };
}

/**
 * A machine of ours without errors: reads the body of a job as a service does, from its own text and arrays alone,
 * and answers in the service's words. Expectations are exact, with the errors that the shots would leave; bits are
 * drawn.
 */
export function runBody(text: string): string {
  const { program_id, params } = JSON.parse(text) as Body;
  const pubs = params.pubs.map((pub) =>
    program_id === 'estimator' ? estimated(pub) : sampled(pub),
  );
  return JSON.stringify({
    __type__: 'PrimitiveResult',
    __value__: { pub_results: pubs, metadata: { version: 2 } },
  });
}

function estimated(pub: readonly unknown[]): unknown {
  const [text, observables, values, precision] = pub as [
    string,
    Record<string, number>[],
    unknown,
    number | null,
  ];
  const { circuit, rows, width } = loaded(text, values);
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
  const means = simulate({ ...circuit, measurements }, rows);
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

function sampled(pub: readonly unknown[]): unknown {
  const [text, values, shots] = pub as [string, unknown, number];
  const { circuit, rows, readouts } = loaded(text, values);
  const random = randomStream(7, text);
  const probabilities = simulate(circuit, rows);
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
      let outcome = draw(probabilities.subarray(at, at + sizes[k]!), random.uniform());
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

function loaded(
  text: string,
  values: unknown,
): ReturnType<typeof toCircuit> & { readonly rows: Rows; readonly width: number } {
  const { program, diagnostics } = readOpenqasm(text, 'job.qasm');
  if (diagnostics.length > 0) throw new Error(diagnostics[0]!.message);
  const { shape, values: numbers } = decodeTensor(values);
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

function simulate(circuit: Circuit, { count, values }: Rows): Float64Array {
  const sampled = circuit.leaves.map(() => true);
  const simulator = createSimulator(circuit, { precision: 'f64', sampled });
  const out = new Float64Array(count * simulator.outputs);
  simulator.forward(new Float64Array(0), values, count, out);
  return out;
}

function draw(probabilities: Float64Array, uniform: number): number {
  let left = uniform;
  for (let outcome = 0; outcome < probabilities.length; outcome++) {
    left -= probabilities[outcome]!;
    if (left < 0) return outcome;
  }
  return probabilities.length - 1;
}
