import { describe, expect, test } from 'vitest';
import { programOf } from '../support/compile.ts';
import { gateText } from '../support/gate-text.ts';

/** The gates of a model over `x: real[n]` and register `q[n]`, with circuits declared above it. */
function gates(size: number, sentences: string, circuits = ''): string[] {
  const program = programOf(`${circuits}
model M {
  modality x: real[${size}]
  register q[${size}]
  ${sentences}
  readout y = expect(Z(q))
}
`);
  return gateText(program).map((line) => line.replace(/ if x$/, ''));
}

describe('a gate', () => {
  test('meets every qubit of a register, one entry of its argument each', () => {
    expect(gates(2, 'encode pi * x into q with ry')).toEqual(['ry(pi*x[0]) q0', 'ry(pi*x[1]) q1']);
  });

  test('with two wires meets two registers position by position, a single qubit all of them', () => {
    const circuits = `
circuit meet on a[n], b[n] {
  cx a, b
  cz a[0], b
}`;
    expect(gates(4, 'evolve q[0..2], q[2..4] with meet', circuits)).toEqual([
      'cx q0 q2',
      'cx q1 q3',
      'cz q0 q2',
      'cz q0 q3',
    ]);
  });

  test('of an encode waits for its modality', () => {
    const program = programOf(`
model M {
  modality x: real[1]
  register q[1]
  encode x into q with rx
  evolve q with h
  readout y = expect(Z(q))
}
`);
    expect(gateText(program)).toEqual(['rx(x[0]) q0 if x', 'h q0']);
  });
});

describe('angles', () => {
  test('stay exact multiples of pi', () => {
    expect(
      gates(
        1,
        'encode x into q with turned',
        `
circuit turned(x: real[n]) on q[n] {
  rz(x / 2 + 3 * pi / 4 - pi / 4) q
  p(90deg) q
}`,
      ),
    ).toEqual(['rz(1/2*x[0] + pi/2) q0', 'p(pi/2) q0']);
  });

  test('are opaque where features multiply', () => {
    expect(gates(2, 'encode x into q with iqp(layers: 1)')).toEqual([
      'h q0',
      'h q1',
      'rz(x[0]) q0',
      'rz(x[1]) q1',
      'rzz(multiply(slice(x), slice(x))[0]) q0 q1',
    ]);
  });
});

describe('loops', () => {
  test('walk over index sets', () => {
    const walk = (set: string): string[] =>
      gates(
        4,
        'evolve q with walk',
        `
circuit walk on q[n] {
  for (a, b) in ${set} {
    cz a, b
  }
}`,
      ).map((line) => line.slice(3));
    expect(walk('chain(q)')).toEqual(['q0 q1', 'q1 q2', 'q2 q3']);
    expect(walk('ring(q)')).toEqual(['q0 q1', 'q1 q2', 'q2 q3', 'q3 q0']);
    expect(walk('couples(q)')).toEqual(['q0 q1', 'q2 q3']);
    expect(walk('brick(q)')).toEqual(['q0 q1', 'q2 q3', 'q1 q2']);
    expect(walk('pairs(q)')).toEqual(['q0 q1', 'q0 q2', 'q0 q3', 'q1 q2', 'q1 q3', 'q2 q3']);
    expect(walk('cross(q[0..2], q[2..4])')).toEqual(['q0 q2', 'q0 q3', 'q1 q2', 'q1 q3']);
    expect(walk('zip(q[0..2], q[2..4])')).toEqual(['q0 q2', 'q1 q3']);
  });

  test('give each pass weights of its own, as axes of one tensor', () => {
    const program = programOf(`
circuit layered(layers: int) on q[n] {
  repeat layers {
    for k in q {
      param w: angle[2]
      ry(w[0]) k
      rz(w[1]) k
    }
  }
}
model M {
  modality x: real[2]
  register q[2]
  encode x into q with rx
  evolve q with layered(layers: 3)
  readout y = expect(Z(q))
}
`);
    expect(program.parameters.map(({ path, shape }) => ({ path, shape }))).toEqual([
      { path: 'M/evolve q/layered/w', shape: [3, 2, 2] },
    ]);
    expect(gateText(program).slice(2, 6)).toEqual([
      'ry(w[0]) q0',
      'rz(w[1]) q0',
      'ry(w[2]) q1',
      'rz(w[3]) q1',
    ]);
  });
});

describe('control and inverse', () => {
  test('control every gate of the block', () => {
    expect(
      gates(
        3,
        'evolve q[0], q[1..3] with controlled',
        `
circuit controlled on c, q[n] {
  control c {
    x q
    swap q[0], q[1]
  }
}`,
      ),
    ).toEqual(['cx q0 q1', 'cx q0 q2', 'cswap q0 q1 q2']);
  });

  test('undo in reverse order, with the weights of the first use', () => {
    const program = programOf(`
circuit turn on q[n] {
  param w: angle[n]
  ry(w) q
  s q
}
model M {
  modality x: real[1]
  register q[1]
  let go = turn
  encode x into q with rx
  evolve q with go
  evolve q with undo(go)
  readout y = expect(X(q))
}
`);
    expect(gateText(program).slice(1)).toEqual(['ry(w[0]) q0', 's q0', 'sdg q0', 'ry(-1*w[0]) q0']);
    expect(program.parameters.map(({ path }) => path)).toEqual(['M/go/w']);
  });
});

describe('drop', () => {
  test('shortens the register for what follows', () => {
    const program = programOf(`
model M {
  modality x: real[4]
  register q
  encode x into q with angle
  evolve q with qcnn
  readout y = probs(q)
}
`);
    expect(program.readouts[0]?.type).toBe('real[2]');
    // One filter of fifteen and one pool of two weights a level.
    expect(program.parameters.map(({ shape }) => shape)).toEqual([[15], [2], [15], [2]]);
  });
});

describe('readings', () => {
  test('of registers that never met are circuits of their own', () => {
    const program = programOf(`
model M {
  modality x: real[2]
  modality y: real[2]
  register a, b
  encode x into a with angle
  encode y into b with angle
  readout z = [expect(Z(a)), expect(Z(b))]
}
`);
    expect(program.circuits.map((circuit) => circuit.qubits.length)).toEqual([2, 2]);
  });

  test('see the state where they are written', () => {
    const program = programOf(`
model M {
  modality x: real[1]
  register q[1]
  encode x into q with ry
  readout before = expect(Z(q))
  evolve q with x
  readout after = expect(Z(q))
}
`);
    expect(program.circuits.map((circuit) => gateText(program, circuit))).toEqual([
      ['ry(x[0]) q0 if x'],
      ['ry(x[0]) q0 if x', 'x q0'],
    ]);
  });

  test('multiply Pauli operators by their algebra', () => {
    const program = programOf(`
model M {
  modality x: real[2]
  register q
  encode x into q with angle
  readout y = expect(2 * X(q[0]) * X(q[1]) - Z(q[0]) * Z(q[0]))
}
`);
    expect(program.circuits[0]?.measurements).toEqual([
      {
        kind: 'expectation',
        terms: [
          {
            coefficient: 2,
            factors: [
              { qubit: 0, pauli: 'X' },
              { qubit: 1, pauli: 'X' },
            ],
          },
          { coefficient: -1, factors: [] },
        ],
      },
    ]);
  });
});
