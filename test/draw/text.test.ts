import { describe, expect, test } from 'vitest';
import { drawText } from '../../runtime/draw/index.ts';
import { programOf } from '../support/circuits.ts';
import { compileText, programOf as compiled } from '../support/compile.ts';
import { feedbackProgram } from '../support/feedback.ts';
import { irisProgram, pairProgram } from '../support/programs.ts';

describe('a model as text', () => {
  test('by sentence: one of each run of equal layers, called circuits as boxes', async () => {
    await expect(drawText(irisProgram())).toMatchFileSnapshot('goldens/iris.source.txt');
    await expect(drawText(pairProgram())).toMatchFileSnapshot('goldens/pair.source.txt');
  });

  test('lowered: every gate with its angle', async () => {
    await expect(drawText(irisProgram(), { level: 'lowered' })).toMatchFileSnapshot(
      'goldens/iris.lowered.txt',
    );
    await expect(drawText(pairProgram(), { level: 'lowered' })).toMatchFileSnapshot(
      'goldens/pair.lowered.txt',
    );
  });

  test('measurements meet double lines, and conditions stand on them', async () => {
    await expect(drawText(feedbackProgram())).toMatchFileSnapshot('goldens/feedback.source.txt');
  });

  test('a dot asks for a 1, a circle for a 0, each for its bit', () => {
    const lines = drawText(
      compiled(`
circuit pool on q[n] {
  for (a, b) in couples(q) {
    let m = measure(a)
    if m {
      x b
    } else {
      h b
    }
  }
}
model Pool {
  modality point: real[4]
  register q
  encode point into q with ry
  evolve q with pool
  readout y = expect(Z(q))
}
`),
    ).split('\n');
    const bits = lines.find((line) => line.startsWith('m '))!;
    expect(bits.match(/[╩●○]\[\d\]/g)).toEqual([
      ...['╩[0]', '●[0]', '○[0]'],
      ...['╩[1]', '●[1]', '○[1]'],
    ]);
    const column = bits.indexOf('╩');
    const wires = ['q[0]', 'q[1]', 'q[2]'].map((name) =>
      lines.findLast((line) => line.startsWith(name))!,
    );
    expect(wires.map((line) => line[column])).toEqual(['M', '╫', '╫']);
  });

  test('names weights by their tensor position and features by their `let` or modality', () => {
    const text = drawText(pairProgram(), { level: 'lowered' });
    expect(text).toContain('rz(gain[1,0]*seen[0] + shift[1,0])');
    expect(text).toContain('rz(gain[1,0]*ear[0] + shift[1,0])');
    expect(text).toContain('rz(1/2*w[0,1])');
  });

  test.each([60, 80, 100, 140])('keeps within %i characters', (width) => {
    for (const level of ['source', 'lowered'] as const) {
      const lines = drawText(pairProgram(), { level, width }).split('\n');
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
    }
  });

  test('features of a function that owns qubits keep their names', () => {
    const { runs } = compileText(`
      function view(x: real[..]): pair {
        let features = x |> pca(2) |> standardise
        register q
        encode features / 3 into q with iqp(layers: 1)
        return overlap(q)
      }
      model M {
        modality eye: image(4, 4)
        label kind: class(2)
        readout guess = svm(view(eye), kind)
      }
      data d = csv("d.csv")
      train M on d
    `);
    const text = drawText(runs[0]!.program, { level: 'lowered' });
    expect(text).toContain('rz(1/3*eye[0])');
    expect(text).toContain('rzz(eye[0]*eye[1])');
  });

  test('tells what is read of a whole state', () => {
    const textOf = (kind: 'paulis' | 'amplitudes'): string =>
      drawText(programOf(3, [], [{ kind, qubits: [1, 0, 2] }]), { level: 'lowered' });
    expect(textOf('paulis')).toContain('all Pauli words of q[1], q[0], h[0]');
    expect(textOf('paulis')).toContain('⟨XYZ⟩');
    expect(textOf('amplitudes')).toContain('amplitudes of q[1], q[0], h[0]');
    expect(textOf('amplitudes')).toContain('ψ');
  });

  test('folds what a circuit is read for, when it is long', () => {
    const { runs } = compileText(`model M {
  register q[5]
  evolve q with h
  readout y = expect(product(Z(q) + X(q)))
}`);
    const lines = drawText(runs[0]!.program, { width: 60 }).split('\n');
    expect(lines.filter((line) => line.startsWith('reads '))).toHaveLength(1);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(60);
  });

  test('says of a long sum of observables how it begins and how many terms it has', () => {
    const { runs } = compileText(`model M {
  register q[5]
  evolve q with h
  readout y = expect(product(Z(q) + X(q)))
}`);
    const text = drawText(runs[0]!.program).replace(/\s+/g, ' ');
    expect(text).toContain('… (32 terms)');
    expect(text.match(/ · /g)).toHaveLength(6 * 4);
  });

  test('calls a value that stands in for a missing one by its name', () => {
    const { runs } = compileText(`model M {
  modality face: real[4]?
  param stranger: real[4]
  let seen = face |> standardise else stranger
  register q
  encode seen into q with angle
  readout y = expect(Z(q))
}`);
    expect(drawText(runs[0]!.program)).toContain(
      'standardise [4], fitted ─▶ else stranger [4], 4 weights',
    );
  });

  test('shows a call whose parts read each other as steps in a line', () => {
    const { runs } = compileText(`function both(a: real[2], b: real[2]): real[2] {
  let first = a - log_sum_exp(a)
  let second = b - log_sum_exp(b)
  return first + relu(second - first)
}
model M {
  modality x: real[2]
  modality y: real[2]
  readout z = both(x[0..2], y)
}`);
    expect(drawText(runs[0]!.program)).toMatch(/both.* ─▶ readout z/);
  });

  test('shows a circuit that has a name below each sentence that uses it', () => {
    const { runs } = compileText(`model M {
  let press = strongly_entangling(layers: 2)
  register a[3], b[3]
  evolve a with press
  evolve b with press
  evolve a with undo(press)
  readout y = expect(Z([a, b]))
}`);
    const [registers = ''] = drawText(runs[0]!.program).split('circuit:');
    expect(registers.match(/\b(evolve [ab]|press|undo|rot|x)\b/g)).toEqual([
      'evolve a',
      'evolve a',
      'press',
      'undo',
      'evolve b',
      'press',
    ]);
  });

  test('counts the weights of every word that may be looked up', () => {
    const { runs } = compileText(`model M {
  modality said: text(words: 3, vocabulary: 50)
  register q[2]
  encode said into q with bag(layers: 1)
  readout y = expect(Z(q))
}`);
    expect(drawText(runs[0]!.program)).toContain('300 weights');
  });

  test('counts the weights that a sentence turns by', () => {
    const text = drawText(pairProgram());
    expect(text).toContain('10 gates, 12 weights');
    expect(text).toContain('10 gates, 8 weights');
  });
});
