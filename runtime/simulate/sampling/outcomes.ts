import type { Circuit, Gate, Measurement } from '../../program/circuit.ts';
import type { Estimator } from '../simulator.ts';
import type { Setting } from './settings.ts';

/**
 * Probabilities of the outcomes of a setting, `2^k` numbers a sample for k bits, from an exact simulator. Of a sign they
 * follow from the expectation.
 *
 * Without noise the circuit is turned into the setting's bases and read out. With noise that would put errors after
 * gates that the circuit does not have, so the distribution follows from the expectations of all words that the
 * setting tells, by a Walsh-Hadamard transform; what errors of the readout do to them is theirs already.
 */
export function outcomesOf(
  circuit: Circuit,
  setting: Setting,
  exact: (circuit: Circuit) => Estimator,
  isNoisy: boolean,
): Estimator {
  const { qubits, bases } = setting;
  if (setting.outcome === 'sign') return signOf(circuit, setting, exact);
  if (!isNoisy || bases.every((basis) => basis === 'Z')) {
    return exact({
      ...circuit,
      gates: [...circuit.gates, ...turnsInto(setting)],
      measurements: [{ kind: 'probabilities', qubits }],
    });
  }
  const words = exact({ ...circuit, measurements: allWords(setting) });
  return {
    ...words,
    forward: (shared, sampled, batch, out) => {
      words.forward(shared, sampled, batch, out);
      for (let sample = 0; sample < batch; sample++) {
        transform(out.subarray(sample * words.outputs, (sample + 1) * words.outputs));
      }
    },
  };
}

function signOf(
  circuit: Circuit,
  { qubits, bases }: Setting,
  exact: (circuit: Circuit) => Estimator,
): Estimator {
  const factors = qubits.map((qubit, position) => ({ qubit, pauli: bases[position]! }));
  const terms = [{ coefficient: 1, factors }];
  const word = exact({ ...circuit, measurements: [{ kind: 'expectation', terms }] });
  return {
    ...word,
    outputs: 2,
    forward: (shared, sampled, batch, out) => {
      const means = new Float64Array(batch);
      word.forward(shared, sampled, batch, means);
      means.forEach((mean, sample) => {
        out[2 * sample] = (1 + mean) / 2;
        out[2 * sample + 1] = (1 - mean) / 2;
      });
    },
  };
}

/** Gates that make X and Y readable as Z. */
function turnsInto({ qubits, bases }: Setting): Gate[] {
  return qubits.flatMap((qubit, position): Gate[] => {
    const gate = (name: Gate['name']): Gate => ({
      name,
      qubits: [qubit],
      controls: [],
      angles: [],
      when: [],
      origin: 0,
    });
    const basis = bases[position]!;
    if (basis === 'Z') return [];
    return basis === 'X' ? [gate('h')] : [gate('sdg'), gate('h')];
  });
}

/** Number i is the word on the qubits whose bits are set in i. */
function allWords({ qubits, bases }: Setting): Measurement[] {
  const bits = qubits.length;
  return Array.from({ length: 2 ** bits }, (_, word) => ({
    kind: 'expectation',
    terms: [
      {
        coefficient: 1,
        factors: qubits.flatMap((qubit, position) =>
          (word >> (bits - 1 - position)) & 1 ? [{ qubit, pauli: bases[position]! }] : [],
        ),
      },
    ],
  }));
}

/** `p[b] = 2^-k sum_w (-1)^|b & w| e[w]`, in place. */
function transform(values: Float64Array): void {
  const size = values.length;
  for (let half = 1; half < size; half *= 2) {
    for (let block = 0; block < size; block += 2 * half) {
      for (let i = block; i < block + half; i++) {
        const [a, b] = [values[i]!, values[i + half]!];
        values[i] = (a + b) / 2;
        values[i + half] = (a - b) / 2;
      }
    }
  }
}
