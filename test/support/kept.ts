import { expect } from 'vitest';
import type { Canonical } from '../../compiler/passes/canonical/operation.ts';
import { lower, type LowerOptions, type Lowered } from '../../compiler/passes/lower.ts';
import type { NativeCircuit } from '../../compiler/passes/native.ts';
import type { Device } from '../../compiler/targets/index.ts';
import { verify, type Subject } from '../../compiler/verify/verify.ts';
import type { Circuit } from '../../runtime/program/index.ts';
import { canonicalCircuit } from './canonical-circuit.ts';
import { asCircuit } from './native.ts';

/** All qubits where they are. */
export function inPlace(circuit: Circuit): Subject {
  const qubits = circuit.qubits.map((_, qubit) => qubit);
  return { circuit, places: { start: qubits, end: qubits } };
}

export function compiled({ circuit, start, end }: Lowered): Subject {
  return { circuit: asCircuit(circuit), places: { start, end } };
}

/** Lowers a circuit, each stage held against the one before, so that the name of the pass is in the failure. */
export function expectKept(circuit: Circuit, device: Device, options: LowerOptions = {}): Lowered {
  let before = inPlace(circuit);
  return lower(circuit, device, {
    ...options,
    observe: (pass, stage) => {
      const { start, end } = stage;
      const after: Subject = { circuit: inGates(stage.circuit), places: { start, end } };
      const { verdict, how } = verify(before, after);
      expect(`${pass}: ${verdict}`, how).toBe(`${pass}: equivalent`);
      before = after;
    },
  });
}

function inGates(circuit: Canonical | NativeCircuit): Circuit {
  return isCanonical(circuit) ? canonicalCircuit(circuit) : asCircuit(circuit);
}

function isCanonical(circuit: Canonical | NativeCircuit): circuit is Canonical {
  return circuit.operations.every((operation) => 'kind' in operation);
}
