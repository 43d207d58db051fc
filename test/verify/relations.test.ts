import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { addAngles, scaleAngle } from '../../compiler/passes/angles.ts';
import { bind } from '../../compiler/passes/bind.ts';
import { lower, type Lowered } from '../../compiler/passes/lower.ts';
import { generatedDevice, neighbours, type Device } from '../../compiler/targets/index.ts';
import { randomNumbers } from '../../compiler/verify/bindings.ts';
import { verify } from '../../compiler/verify/verify.ts';
import { exact, type Circuit, type Gate } from '../../runtime/program/index.ts';
import { programOf, randomGate } from '../support/circuits.ts';
import { compiled, inPlace } from '../support/kept.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
vi.setConfig({ testTimeout: nightly ? 600_000 : 30_000 });
const QUBITS = 4;
const device = generatedDevice('linear:5')!;
const circuits = fc
  .array(randomGate(QUBITS), { maxLength: 10 })
  .map((gates) => programOf(QUBITS, gates, []).circuits[0]!);
const runs = { seed: 9, numRuns: nightly ? 800 : 8 };

/** Other ways to write a circuit, which must not change what is compiled from it. */
const rewritings: Readonly<Record<string, (circuit: Circuit) => Circuit>> = {
  'with a circuit and its inverse behind it': (circuit) => {
    const angles = [...circuit.angles];
    const undone = circuit.gates.toReversed().map((gate) => inverse(gate, angles));
    return { ...circuit, angles, gates: [...circuit.gates, ...undone, ...circuit.gates] };
  },
  'with every rotation in two parts': (circuit) => {
    const angles = [...circuit.angles];
    const part = (index: number, numerator: number): number =>
      angles.push(scaleAngle(angles[index]!, exact.fraction(numerator, 3))) - 1;
    const gates = circuit.gates.flatMap((gate): readonly Gate[] =>
      gate.angles.length === 0
        ? [gate]
        : [1, 2].map((thirds) => ({ ...gate, angles: [part(gate.angles[0]!, thirds)] })),
    );
    return { ...circuit, angles, gates };
  },
  'with whole turns more': (circuit) => ({
    ...circuit,
    angles: circuit.angles.map((angle) =>
      addAngles(angle, {
        constant: exact.multiply(exact.integer(4), exact.pi),
        terms: [],
      }),
    ),
  }),
};

describe('what is compiled from another way to write a circuit is the circuit:', () => {
  test.each(Object.entries(rewritings))('%s', (_, rewriting) => {
    fc.assert(
      fc.property(circuits, (circuit) => {
        const other = compiled(lower(rewriting(circuit), device));
        expect(verify(inPlace(circuit), other)).toMatchObject({ verdict: 'equivalent' });
      }),
      runs,
    );
  });

  test('on other qubits', () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: QUBITS });
    fc.assert(
      fc.property(circuits, order, (circuit, places) => {
        const { start, end, circuit: native, swaps } = lower(moved(circuit, places), device);
        const back = (layout: readonly number[]): number[] => places.map((place) => layout[place]!);
        const other = compiled({ circuit: native, start: back(start), end: back(end), swaps });
        expect(verify(inPlace(circuit), other)).toMatchObject({ verdict: 'equivalent' });
      }),
      runs,
    );
  });
});

test('values put in beforehand, at angles where rules break, give the circuit with these values', () => {
  const value = fc.constantFrom(
    ...[0, 1, -1, 2, -2, 8].map((quarters) => (quarters * Math.PI) / 2),
    ...[2 * Math.PI - 1e-3, 2 * Math.PI + 1e-3, 0.7],
  );
  const values = fc.array(value, { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(circuits, values, (circuit, list) => {
      const numbers = circuit.leaves.map((_, leaf) => list[leaf % list.length]!);
      const bound = bind(circuit, numbers);
      const other = compiled(lower(bound, device));
      expect(verify(inPlace(bound), other)).toMatchObject({ verdict: 'equivalent' });
    }),
    { ...runs, numRuns: 3 * runs.numRuns },
  );
});

test('names of parameters do not matter: the result has as many gates, and two runs give one text', () => {
  fc.assert(
    fc.property(circuits, (circuit) => {
      const count = circuit.leaves.length;
      const renamed: Circuit = {
        ...circuit,
        leaves: circuit.leaves.toReversed(),
        angles: circuit.angles.map(({ constant, terms }) => ({
          constant,
          terms: terms
            .map(({ leaf, coefficient }) => ({ leaf: count - 1 - leaf, coefficient }))
            .sort((a, b) => a.leaf - b.leaf),
        })),
      };
      const [first, again, other] = [circuit, circuit, renamed].map((one) => lower(one, device));
      expect(JSON.stringify(again)).toBe(JSON.stringify(first));
      const names = other!.circuit.operations.map(({ name, qubits }) => ({ name, qubits }));
      expect(names).toEqual(
        first!.circuit.operations.map(({ name, qubits }) => ({ name, qubits })),
      );
    }),
    runs,
  );
});

describe('circuits that fit a machine without swaps get none (Tan and Cong 2020):', () => {
  test.each(['grid:3x3', 'heavyhex:3', 'linear:12', 'ring:10'])('on %s', (name) => {
    const machine = generatedDevice(name)!;
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = randomNumbers(seed);
        const circuit = fitting(machine, () => Math.floor(random() * 1e6));
        const straight = lower(circuit, machine, { level: 1 });
        expect(straight.swaps).toBe(0);
        // Swaps that spare more than they cost are welcome.
        expect(entanglers(lower(circuit, machine))).toBeLessThanOrEqual(entanglers(straight));
      }),
      { seed: 2, numRuns: nightly ? 100 : 4 },
    );
  });
});

function entanglers({ circuit }: Lowered): number {
  return circuit.operations.filter(({ qubits }) => qubits.length === 2).length;
}

/** Gates between neighbours, on qubits whose numbers are shuffled. */
function fitting(machine: Device, next: () => number): Circuit {
  const near = neighbours(machine);
  const names = Array.from({ length: machine.qubits }, (_, qubit) => qubit);
  for (let k = names.length - 1; k > 0; k--) {
    const other = next() % (k + 1);
    [names[k], names[other]] = [names[other]!, names[k]!];
  }
  const angle = { constant: exact.decimal(0.3), terms: [] };
  const gates = Array.from({ length: 6 * machine.qubits }, (): Gate => {
    const from = next() % machine.qubits;
    const to = near[from]![next() % near[from]!.length]!;
    const qubits = [names[from]!, names[to]!];
    const name = next() % 2 === 0 ? 'rxx' : 'rzz';
    return { name, qubits, controls: [], angles: [0], when: [], origin: 0 };
  });
  return {
    qubits: names.map((_, index) => ({ register: 'q', index })),
    leaves: [],
    angles: [angle],
    gates,
    measurements: [],
  };
}

function moved(circuit: Circuit, places: readonly number[]): Circuit {
  const qubits = [...circuit.qubits];
  places.forEach((place, qubit) => (qubits[place] = circuit.qubits[qubit]!));
  const on = (list: readonly number[]): number[] => list.map((qubit) => places[qubit]!);
  const gates = circuit.gates.map((gate) => ({
    ...gate,
    qubits: on(gate.qubits),
    controls: on(gate.controls),
  }));
  return { ...circuit, qubits, gates };
}

const INVERSES: Readonly<Partial<Record<Gate['name'], Gate['name']>>> = {
  s: 'sdg',
  sdg: 's',
  t: 'tdg',
  tdg: 't',
  sx: 'sxdg',
  sxdg: 'sx',
  iswap: 'iswapdg',
  iswapdg: 'iswap',
};

/** @param angles receives the opposite angle */
function inverse(gate: Gate, angles: Circuit['angles'][number][]): Gate {
  const opposite = gate.angles.map(
    (index) => angles.push(scaleAngle(angles[index]!, exact.integer(-1))) - 1,
  );
  return { ...gate, name: INVERSES[gate.name] ?? gate.name, angles: opposite };
}
