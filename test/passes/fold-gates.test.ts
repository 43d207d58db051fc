import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lower } from '../../compiler/passes/lower.ts';
import type { NativeCircuit } from '../../compiler/passes/native.ts';
import { parseDevice, type Device } from '../../compiler/targets/index.ts';
import { exact } from '../../runtime/program/index.ts';
import { leafValues, programOf, randomGate } from '../support/circuits.ts';
import { asCircuit } from '../support/native.ts';
import { overlap, pick, stateAfter } from '../support/statevector.ts';

/** Qubits in a line. */
function machine(basis: readonly string[], more: object = {}): Device {
  const edges = [0, 1, 2].map((qubit) => [qubit, qubit + 1]);
  return parseDevice(JSON.stringify({ name: 'line', qubits: 4, basis, edges, ...more }), 'line');
}

const fractional = ['cz', 'rz', 'sx', 'x', 'rx', 'rzz'];
const circuits = fc
  .array(randomGate(4), { minLength: 3, maxLength: 6 })
  .map((gates) => programOf(4, gates, []).circuits[0]!);

function entanglers({ operations }: NativeCircuit): string[] {
  return operations.filter(({ qubits }) => qubits.length === 2).map(({ name }) => name);
}

/** Known angles where the machine takes them. */
function expectQuadrant({ operations }: NativeCircuit): void {
  for (const { name, angle } of operations) {
    if (name !== 'rzz' || angle!.terms.length > 0) continue;
    const value = exact.toNumber(angle!.constant);
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(Math.PI / 2 + 1e-9);
  }
}

describe('a circuit whose gates are folded', () => {
  test.each([
    machine(['cz', 'rz', 'sx', 'x']),
    machine(['ecr', 'rz', 'sx', 'x']),
    machine(['cx', 'rz', 'sx', 'x']),
    machine(['rzz', 'rz', 'rx']),
    machine(fractional, { rzzAngles: 'quadrant' }),
  ])('does what it did, with so many times the gates on two qubits: $basis', (device) => {
    fc.assert(
      fc.property(circuits, fc.constantFrom(3, 5), (circuit, noiseFactor) => {
        const once = lower(circuit, device);
        const { circuit: folded, start, end } = lower(circuit, device, { noiseFactor });
        expect({ start, end }).toEqual({ start: once.start, end: once.end });
        expect(entanglers(folded)).toEqual(
          entanglers(once.circuit).flatMap((name) =>
            Array.from({ length: noiseFactor }, () => name),
          ),
        );
        const values = leafValues(circuit, [0.3, -1.1, 2.4, 0.7]);
        const state = stateAfter(asCircuit(folded), values);
        expect(overlap(stateAfter(circuit, values), pick(state, end))).toBeCloseTo(1, 10);
        if (device.rzzAngles === 'quadrant') expectQuadrant(folded);
      }),
      { seed: 20_261, numRuns: 4 },
    );
  });

  test('cannot be where a gate has one direction and nothing turns it round', () => {
    const device = machine(['rzz', 'rz', 'rx'], { rzzAngles: 'quadrant' });
    const angle = { quarterTurns: 1, weight: 0, leaf: 0 };
    const program = programOf(2, [{ name: 'rzz', qubits: [0, 1], controls: [], angle }], []);
    expect(() => lower(program.circuits[0]!, device, { noiseFactor: 3 })).toThrow(/no `x`/);
  });
});
