import { describe, expect, test } from 'vitest';
import { angleText } from '../../compiler/emit/openqasm3/angle-text.ts';
import { emitOpenqasm3 } from '../../compiler/emit/openqasm3/index.ts';
import { emitRuntime } from '../../compiler/emit/runtime/index.ts';
import { createNames } from '../../compiler/emit/openqasm3/names.ts';
import { generatedDevice } from '../../compiler/targets/index.ts';
import { exact } from '../../runtime/program/index.ts';
import { programOf } from '../support/circuits.ts';
import { feedbackProgram } from '../support/feedback.ts';
import { expectationOfZ, irisProgram, pairProgram } from '../support/programs.ts';

describe('what is measured, reset and decided on the way', () => {
  test('stands in blocks that ask for one bit at a time, as most readers can', () => {
    const { text } = emitOpenqasm3(feedbackProgram(), 0, { form: 'logical', readout: 'state' });
    expect(text.slice(text.indexOf('qubit'))).toMatchInlineSnapshot(`
      "qubit[3] code;
      qubit[2] check;
      bit[2] syndrome;
      bit[1] spoilt;
      // encode code
      ry(3.141592653589793 * a000_point_0) code[0];
      ry(3.141592653589793 * a001_point_1) code[1];
      ry(3.141592653589793 * a002_point_2) code[2];
      // evolve code, correct
      cx code[0], check[0];
      cx code[1], check[0];
      cx code[1], check[1];
      cx code[2], check[1];
      syndrome[0] = measure check[0];
      syndrome[1] = measure check[1];
      if (syndrome[0]) {
        if (!syndrome[1]) {
          x code[0];
        }
      }
      if (syndrome[1]) {
        if (syndrome[0]) {
          spoilt[0] = measure code[2];
          if (spoilt[0]) {
            reset code[2];
          } else {
            reset code[2];
          }
        } else {
          rx(a003_w) code[2];
        }
      } else {
        spoilt[0] = measure code[2];
        if (spoilt[0]) {
          reset code[2];
        } else {
          if (!syndrome[0]) {
            reset code[2];
          }
        }
      }
      reset check[0];
      reset check[1];
      cx code[1], check[1];
      // expect X(code[0])
      // expect X(code[1])
      // expect X(code[2])
      // expect Z(code[0])
      // expect Z(code[1])
      // expect Z(code[2])
      // expect Z(check[0])
      // expect Z(check[1])
      "
    `);
  });

  test('keeps its blocks on a machine, and moves states whatever the outcomes', () => {
    const target = generatedDevice('linear:5')!;
    const { text, stats } = emitOpenqasm3(feedbackProgram(), 0, { form: 'isa', target });
    expect(text).toContain('bit[2] syndrome;\nbit[1] spoilt;\n');
    expect(stats.gates).toMatchObject({ measure: 3, reset: 3 });
    const depths = text.split('\n').map((line) => line.search(/\S/));
    const twoQubit = text
      .split('\n')
      .flatMap((line, k) => (line.includes('cz ') ? [depths[k]] : []));
    expect(new Set(twoQubit)).toEqual(new Set([0]));
  });
});

describe('a circuit as text', () => {
  test('reads like the model: registers, headings, and where each number comes from', () => {
    const { text } = emitOpenqasm3(pairProgram(), 0, { form: 'logical' });
    expect(text).toMatchInlineSnapshot(`
      "OPENQASM 3.0;
      include "stdgates.inc";
      // model Pair; 32 numbers are left open
      input float[64] a000_eye_0; // Pair/encode v/reupload[0]
      input float[64] a001_shift_0_0; // Pair/encode v/reupload/shift[0,0]
      input float[64] a002_eye_1; // Pair/encode v/reupload[1]
      input float[64] a003_shift_0_1; // Pair/encode v/reupload/shift[0,1]
      input float[64] a004_shift_0_2; // Pair/encode v/reupload/shift[0,2]
      input float[64] a005_shift_0_3; // Pair/encode v/reupload/shift[0,3]
      input float[64] a006_eye_0; // Pair/encode v/reupload[0]
      input float[64] a007_shift_1_0; // Pair/encode v/reupload/shift[1,0]
      input float[64] a008_eye_1; // Pair/encode v/reupload[1]
      input float[64] a009_shift_1_1; // Pair/encode v/reupload/shift[1,1]
      input float[64] a010_shift_1_2; // Pair/encode v/reupload/shift[1,2]
      input float[64] a011_shift_1_3; // Pair/encode v/reupload/shift[1,3]
      input float[64] a012_ear_0; // Pair/encode s/reupload[0]
      input float[64] a013_shift_0_0; // Pair/encode s/reupload/shift[0,0]
      input float[64] a014_ear_1; // Pair/encode s/reupload[1]
      input float[64] a015_shift_0_1; // Pair/encode s/reupload/shift[0,1]
      input float[64] a016_shift_0_2; // Pair/encode s/reupload/shift[0,2]
      input float[64] a017_shift_0_3; // Pair/encode s/reupload/shift[0,3]
      input float[64] a018_ear_0; // Pair/encode s/reupload[0]
      input float[64] a019_shift_1_0; // Pair/encode s/reupload/shift[1,0]
      input float[64] a020_ear_1; // Pair/encode s/reupload[1]
      input float[64] a021_shift_1_1; // Pair/encode s/reupload/shift[1,1]
      input float[64] a022_shift_1_2; // Pair/encode s/reupload/shift[1,2]
      input float[64] a023_shift_1_3; // Pair/encode s/reupload/shift[1,3]
      input float[64] a024_w_0_0; // Pair/fuse v, s/paired/w[0,0]
      input float[64] a025_w_0_1; // Pair/fuse v, s/paired/w[0,1]
      input float[64] a026_w_1_0; // Pair/fuse v, s/paired/w[1,0]
      input float[64] a027_w_1_1; // Pair/fuse v, s/paired/w[1,1]
      input float[64] a028_w_2_0; // Pair/fuse v, s/paired/w[2,0]
      input float[64] a029_w_2_1; // Pair/fuse v, s/paired/w[2,1]
      input float[64] a030_w_3_0; // Pair/fuse v, s/paired/w[3,0]
      input float[64] a031_w_3_1; // Pair/fuse v, s/paired/w[3,1]
      qubit[2] v;
      qubit[2] q_s;
      bit[2] c;
      // encode v, reupload
      rz(a000_eye_0 + a001_shift_0_0) v[0];
      rz(a002_eye_1 + a003_shift_0_1) v[1];
      ry(a004_shift_0_2) v[0];
      ry(a005_shift_0_3) v[1];
      cz v[0], v[1];
      rz(a006_eye_0 + a007_shift_1_0) v[0];
      rz(a008_eye_1 + a009_shift_1_1) v[1];
      ry(a010_shift_1_2) v[0];
      ry(a011_shift_1_3) v[1];
      cz v[0], v[1];
      // encode s, reupload
      rz(a012_ear_0 + a013_shift_0_0) q_s[0];
      rz(a014_ear_1 + a015_shift_0_1) q_s[1];
      ry(a016_shift_0_2) q_s[0];
      ry(a017_shift_0_3) q_s[1];
      cz q_s[0], q_s[1];
      rz(a018_ear_0 + a019_shift_1_0) q_s[0];
      rz(a020_ear_1 + a021_shift_1_1) q_s[1];
      ry(a022_shift_1_2) q_s[0];
      ry(a023_shift_1_3) q_s[1];
      cz q_s[0], q_s[1];
      // fuse v, s, paired
      ry(a024_w_0_0) v[0];
      rz(0.5 * a025_w_0_1) v[0];
      ry(a026_w_1_0) v[1];
      rz(0.5 * a027_w_1_1) v[1];
      ry(a028_w_2_0) q_s[0];
      rz(0.5 * a029_w_2_1) q_s[0];
      ry(a030_w_3_0) q_s[1];
      rz(0.5 * a031_w_3_1) q_s[1];
      cz v[0], q_s[0];
      cz v[1], q_s[1];
      c[1] = measure v[0];
      c[0] = measure v[1];
      // expect Z(v[0]) Z(q_s[0])
      "
    `);
  });

  test('has inputs whose names sort as they are declared', () => {
    const { inputs } = emitOpenqasm3(irisProgram(), 0, { form: 'logical' });
    const names = inputs.map(({ name }) => name);
    expect([...names].sort()).toEqual(names);
    expect(inputs.map(({ leaf }) => leaf)).toEqual(inputs.map((_, k) => k));
    expect(inputs[4]).toEqual({
      name: 'a004_w_0_0_0',
      leaf: 4,
      path: 'Iris/evolve q/strongly_entangling/w[0,0,0]',
    });
  });

  test('knows the origin of each of its lines', () => {
    const program = irisProgram();
    const { text, lines } = emitOpenqasm3(program, 0, { form: 'logical' });
    const written = text.trimEnd().split('\n');
    expect(lines).toHaveLength(written.length);
    const gate = written.findIndex((line) => line.startsWith('cx '));
    expect(program.origins[lines[gate]!]!.path).toEqual(['evolve q', 'strongly_entangling']);
    expect(lines[0]).toBeNull();
  });

  test('leaves features open where only the weights are given', () => {
    const program = irisProgram();
    const values = program.circuits[0]!.leaves.map(({ node }) =>
      program.nodes[node]!.trainable ? 0.25 : undefined,
    );
    const { inputs, text } = emitOpenqasm3(program, 0, { form: 'logical', values });
    expect(inputs.map(({ path }) => path)).toEqual(
      [0, 1, 2, 3].map((k) => `Iris/encode q/scale[${k}]`),
    );
    expect(text).toContain('ry(0.25) q[0];');
  });

  test('tells in comments what no statement reads', () => {
    const textOf = (kind: 'paulis' | 'amplitudes'): string =>
      emitOpenqasm3(programOf(2, [], [{ kind, qubits: [1, 0] }]), 0, { form: 'logical' }).text;
    expect(textOf('paulis')).toContain('// expect every Pauli word of q_h[0], q[0]\n');
    expect(textOf('amplitudes')).toContain('// amplitudes of q_h[0], q[0]\n');
  });

  test('gives an observable for each word where all of them are read', () => {
    const program = programOf(2, [], [expectationOfZ(0), { kind: 'paulis', qubits: [1, 0] }]);
    const { observables } = emitOpenqasm3(program, 0, { form: 'logical' });
    expect(observables).toHaveLength(17);
    // The rightmost letter is qubit 0; digit by digit, qubit 1 is the first.
    expect(observables.slice(0, 7)).toEqual([
      { measurement: 0, element: 0, terms: { IZ: 1 } },
      { measurement: 1, element: 0, terms: { II: 1 } },
      { measurement: 1, element: 1, terms: { IX: 1 } },
      { measurement: 1, element: 2, terms: { IY: 1 } },
      { measurement: 1, element: 3, terms: { IZ: 1 } },
      { measurement: 1, element: 4, terms: { XI: 1 } },
      { measurement: 1, element: 5, terms: { XX: 1 } },
    ]);
  });

  test('leaves out what encodes a missing modality', () => {
    const program = pairProgram();
    const present = (modality: string): boolean => modality !== 'ear';
    const { text, inputs } = emitOpenqasm3(program, 0, { form: 'logical', present });
    expect(text).not.toContain('ear');
    expect(inputs).toHaveLength(20);
  });
});

describe('a circuit for a machine', () => {
  test('is as wide as the machine, and tells where its qubits are', () => {
    const target = generatedDevice('linear:6')!;
    const { text, width, layout, finalLayout, observables } = emitOpenqasm3(pairProgram(), 0, {
      form: 'isa',
      target,
    });
    expect(width).toBe(6);
    expect(text).toMatch(/\$5\b/);
    expect(new Set(layout).size).toBe(4);
    const [word] = Object.keys(observables[0]!.terms);
    const letters = Array.from(word!).reverse();
    expect([0, 2].map((qubit) => letters[finalLayout[qubit]!])).toEqual(['Z', 'Z']);
    expect(letters.filter((letter) => letter === 'I')).toHaveLength(4);
  });

  test('cannot tell the amplitudes of a state', () => {
    const program = programOf(2, [], [{ kind: 'amplitudes', qubits: [0, 1] }]);
    const target = generatedDevice('linear:4')!;
    const refusal = '`linear:4` cannot tell the amplitudes of a state';
    expect(() => emitOpenqasm3(program, 0, { form: 'isa', target })).toThrow(refusal);
    expect(() => emitRuntime(program, 0, { target, samples: [] })).toThrow(refusal);
  });

  test('has no measurements where observables are to be read', () => {
    const target = generatedDevice('linear:4')!;
    const options = { form: 'isa', target, readout: 'state' } as const;
    expect(emitOpenqasm3(pairProgram(), 0, options).text).not.toContain('measure');
  });
});

describe('angles', () => {
  const name = (leaf: number): string => `w${leaf}`;
  const quarter = exact.multiply(exact.fraction(1, 2), exact.pi);

  test.for([
    [exact.zero, [], '0.0'],
    [quarter, [], '1.5707963267948966'],
    [exact.decimal(1e-7), [], '1e-7'],
    [exact.zero, [{ leaf: 0, coefficient: exact.one }], 'w0'],
    [exact.zero, [{ leaf: 1, coefficient: exact.integer(-1) }], '-w1'],
    [
      exact.negate(quarter),
      [
        { leaf: 0, coefficient: exact.fraction(1, 2) },
        { leaf: 1, coefficient: exact.integer(-2) },
      ],
      '0.5 * w0 - 2.0 * w1 - 1.5707963267948966',
    ],
  ] as const)('%#: %s', ([constant, terms, text]) => {
    expect(angleText({ constant, terms }, name)).toBe(text);
  });
});

describe('names', () => {
  test.for([
    ['v', 'v'],
    ['x', 'q_x'],
    ['t', 'q_t'],
    ['input', 'q_input'],
    ['θ', 'q'],
    ['Größe', 'gro_e'],
    ['7th', 'q_7th'],
  ] as const)('%s becomes %s', ([wish, name]) => {
    expect(createNames().take(wish)).toBe(name);
  });

  test('are given once', () => {
    const names = createNames();
    expect(['a b', 'a-b', 'A_B', 'a.b'].map((wish) => names.take(wish))).toEqual([
      'a_b',
      'q_a_b',
      'q_a_b_1',
      'q_a_b_2',
    ]);
  });
});
