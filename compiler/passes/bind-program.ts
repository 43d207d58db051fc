import {
  dependencies,
  exact,
  type Affine,
  type BindProgram,
  type BindStep,
  type BlockGate as BoundGate,
  type Form,
  type TurnWord,
} from '../../runtime/program/index.ts';
import { angleTable } from './angles.ts';
import type { Angle } from './canonical/angle.ts';
import type { Computed } from './canonical/computed.ts';
import type { Word } from './canonical/word.ts';
import { anglesOf, type NativeCircuit } from './native.ts';

/** The open angles of a circuit, each form once, and the program that gives their values. */
export interface OpenAngles {
  readonly program: BindProgram;
  /** The place of an open angle among those of the program. */
  readonly placeOf: (angle: Affine) => number;
  /** Those that some angle depends on, ascending. */
  readonly leaves: readonly number[];
}

export function openAngles({ operations, leaves, computed = [] }: NativeCircuit): OpenAngles {
  const table = angleTable([]);
  for (const angle of operations.flatMap(anglesOf)) {
    if (angle.terms.length > 0) table.intern(angle);
  }
  const program: BindProgram = {
    format: 'qmm-bind-program',
    version: 1,
    leaves: leaves.length,
    steps: computed.map(stepOf),
    angles: table.list.map(({ constant, terms }) => form(exact.toNumber(constant), terms)),
  };
  return {
    program,
    leaves: dependencies(program).flatMap(({ angles }, leaf) => (angles.length > 0 ? [leaf] : [])),
    placeOf: (angle) => table.intern(angle),
  };
}

function stepOf(computed: Computed): BindStep {
  if (computed.kind === 'turn') return { kind: 'turn', word: turnWord(computed.word) };
  if (computed.kind === 'fold') return { kind: 'fold', angle: angleForm(computed.angle) };
  return {
    kind: 'block',
    gates: computed.gates.map((gate): BoundGate => {
      switch (gate.kind) {
        case 'turn':
          return { kind: 'turn', qubit: gate.qubit, word: turnWord(gate.word) };
        case 'ising':
          return { kind: 'ising', angle: angleForm(gate.angle) };
        case 'swap':
          return gate;
      }
    }),
  };
}

function turnWord({ first, factors }: Word): TurnWord {
  return {
    first,
    factors: factors.map(({ angle, after }) => ({ angle: angleForm(angle), after })),
  };
}

function angleForm({ constant, terms }: Angle): Form {
  return form(constant, terms);
}

function form(constant: number, terms: Affine['terms']): Form {
  return {
    constant,
    terms: terms.map(({ leaf, coefficient }) => [leaf, exact.toNumber(coefficient)]),
  };
}
