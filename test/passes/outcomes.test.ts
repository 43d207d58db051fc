import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emitOpenqasm3 } from '../../compiler/emit/openqasm3/index.ts';
import { readOpenqasm, toCircuit } from '../../compiler/openqasm/index.ts';
import { lower } from '../../compiler/passes/lower.ts';
import { generatedDevice, parseDevice, type Device } from '../../compiler/targets/index.ts';
import type { Circuit, Gate, Measurement, Program } from '../../runtime/program/index.ts';
import { everyReadout, leafValues, programOf, randomGate } from '../support/circuits.ts';
import { denseOutputs } from '../support/dense.ts';
import { asCircuit } from '../support/native.ts';
import { turns, withOutcomes } from '../support/outcomes.ts';

const FEATURES = [0.3, -1.1, 2.4, 0.7];
const runs = { seed: 20_261_127, numRuns: 60 };

/** Programs that measure, reset and decide on the way. */
const programs = fc
  .tuple(fc.array(randomGate(3), { minLength: 1, maxLength: 8 }), turns(14))
  .map(([gates, list]): Program => {
    const program = programOf(3, gates, everyReadout(3));
    return { ...program, circuits: [withOutcomes(program.circuits[0]!, list)] };
  });

const devices: readonly Device[] = [
  generatedDevice('linear:4')!,
  parseDevice(
    JSON.stringify({ name: 'pairs', qubits: 4, basis: ['cx', 'rz', 'rx'], coupling: 'all' }),
    'pairs.json',
  ),
  parseDevice(
    JSON.stringify({ name: 'ions', qubits: 4, basis: ['zz', 'gpi', 'gpi2'], coupling: 'all' }),
    'ions.json',
  ),
];

describe('what is measured, reset and decided on the way', () => {
  test.each(devices)('means the same on $name with $basis', (device) => {
    fc.assert(
      fc.property(programs, (program) => {
        const circuit = program.circuits[0]!;
        const values = leafValues(circuit, FEATURES);
        const native = asCircuit(lower(circuit, device).circuit);
        expectClose(denseOutputs(native, values), denseOutputs(circuit, values));
      }),
      runs,
    );
  });

  test('is read from OpenQASM 3 as it was written', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const source = program.circuits[0]!;
        const { text, inputs } = emitOpenqasm3(program, 0, { form: 'logical', readout: 'state' });
        const { program: read, diagnostics } = readOpenqasm(text, 'random.qasm');
        expect(diagnostics).toEqual([]);
        const { circuit, readouts } = toCircuit(read);
        const values = leafValues(source, FEATURES);
        const given = inputs.map(({ leaf }) => values[leaf]!);
        const all: Measurement = { kind: 'probabilities', qubits: [0, 1, 2] };
        const again = { ...circuit, measurements: [all] };
        expectClose(
          denseOutputs(again, given),
          denseOutputs({ ...source, measurements: [all] }, values),
        );
        const bits = readouts.flatMap((readout) => readout.bits);
        expectClose(denseOutputs(circuit, given), denseOutputs(withCopies(source, bits), values));
      }),
      runs,
    );
  });
});

describe('a machine that cannot', () => {
  const circuit = (conditional: boolean): Circuit => {
    const gate = { qubits: [0], controls: [], angles: [], when: [], origin: 0 };
    const measure: Gate = { ...gate, name: 'measure', bit: 0 };
    const flip: Gate = { ...gate, name: 'x', conditions: [{ kind: 'bit', bit: 0 }] };
    return {
      qubits: [{ register: 'q', index: 0 }],
      leaves: [],
      angles: [],
      gates: conditional ? [measure, flip] : [measure],
      bits: [{ register: 'm', index: 0 }],
      measurements: [],
    };
  };
  const device = parseDevice(
    JSON.stringify({ name: 'still', qubits: 1, basis: ['cz', 'rz', 'sx'], dynamic: false }),
    'still.json',
  );

  test('act on an outcome is refused where it would have to, and measures', () => {
    expect(() => lower(circuit(true), device)).toThrow(
      '`still` cannot act on the outcome of a measurement, and the circuit has an `if` on one.',
    );
    const { operations } = lower(circuit(false), device).circuit;
    expect(operations).toEqual([{ name: 'measure', qubits: [0], bit: 0, origin: 0 }]);
  });
});

/** The circuit with a further qubit for each of these bits, which is read instead of its own. */
function withCopies(circuit: Circuit, bits: readonly number[]): Circuit {
  if (bits.length === 0) return { ...circuit, measurements: [] };
  const first = circuit.qubits.length;
  const copies = bits.map((bit, k): Gate => ({
    name: 'x',
    qubits: [first + k],
    controls: [],
    angles: [],
    when: [],
    origin: 0,
    conditions: [{ kind: 'bit', bit }],
  }));
  return {
    ...circuit,
    qubits: [...circuit.qubits, ...bits.map((index) => ({ register: 'copy', index }))],
    gates: [...circuit.gates, ...copies],
    measurements: [{ kind: 'probabilities', qubits: copies.map(({ qubits }) => qubits[0]!) }],
  };
}

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 10));
}
