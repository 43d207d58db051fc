import { describe, expect, test } from 'vitest';
import type { GenerationTask, Program } from '../../runtime/program/index.ts';
import { compileFile, compileText, programOf } from '../support/compile.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

const model = (objective: string, readout = 'sample(canvas) |> reshape(2, 2)'): string => `
model Painter {
  modality prompt: text(words: 2, vocabulary: 4)
  modality tone: real
  label picture: bit[2, 2]
  label mood: real[2, 2]

  register canvas[4], other[2]
  encode prompt into canvas with bag(layers: 1)
  encode draw(2, low: 0, high: pi) into other with angle
  evolve other with strongly_entangling(layers: 1)

  readout drawing = ${readout}
  objective ${objective}
}

data sketches = synthetic("named-shapes", samples: 20)

train Painter on sketches
`;

const problems = (text: string): string[] =>
  compileText(text)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, message, help }) => [code, message, help ?? ''].join(': '));

function taskOf(program: Program): GenerationTask {
  const [task] = program.objectives[0]!.tasks;
  if (task?.kind !== 'generation') throw new Error('the objective draws nothing');
  return task;
}

describe('sample', () => {
  test('gives a bit for each qubit, in the shape it is brought into', () => {
    const { models } = compileText(model('mmd(drawing, picture, given: prompt)'));
    expect(models[0]?.outputs).toEqual({ drawing: 'bit[2, 2]' });
  });

  test('draws anew at each place where it is written', () => {
    const program = programOf(
      model('mmd(drawing, picture, given: prompt)').replace(
        'objective',
        'readout again = sample(canvas)\n  readout once_more = sample(canvas)\n  objective',
      ),
    );
    const streams = program.nodes.flatMap(({ operation }) =>
      operation.kind === 'sample' ? [operation.stream] : [],
    );
    expect(streams).toEqual([0, 1, 2]);
  });

  test('is drawn for each sample also where all of them share its probabilities', () => {
    const program = programOf(`
model Born {
  label picture: bit[2, 2]
  register q[4]
  evolve q with strongly_entangling(layers: 2)
  readout drawing = sample(q) |> reshape(2, 2)
  objective mmd(drawing, picture)
}
data d = synthetic("named-shapes", samples: 20)
train Born on d
`);
    const task = taskOf(program);
    expect(task.given).toEqual([]);
    expect(program.nodes[task.probabilities]).toMatchObject({ rate: 'shared', shape: [16] });
    expect(program.nodes[task.drawing]).toMatchObject({ rate: 'sample', shape: [2, 2] });
  });
});

describe('mmd and divergence', () => {
  test('judge the probabilities behind the drawing, for the modalities that are given', () => {
    const program = programOf(model('mmd(drawing, picture, given: prompt, bandwidths: [0.5, 2])'));
    const task = taskOf(program);
    expect(task.label).toBe('picture');
    expect(program.nodes[task.given[0]!]!.operation).toEqual({ kind: 'input', name: 'prompt' });
    const distance = program.nodes[program.objectives[0]!.node]!;
    expect(distance.operation).toEqual({ kind: 'mmd', bandwidths: [0.5, 2] });
    expect(distance.inputs).toEqual([task.probabilities, task.truth]);
  });

  test('without bandwidths have kernels from the very string to single bits', () => {
    const { objectives, nodes } = programOf(model('mmd(drawing, picture, given: prompt)'));
    expect(nodes[objectives[0]!.node]!.operation).toEqual({
      kind: 'mmd',
      bandwidths: [0.25, 1, 4],
    });
  });

  test('find the drawing through a function of the user', () => {
    const text = `
function doubled(drawn: bit[h, w], truth: bit[h, w], about: class(4)?[t]): real {
  return 2 * divergence(drawn, truth, given: about)
}
${model('doubled(drawing, picture, prompt)')}`;
    expect(problems(text)).toEqual([]);
    expect(taskOf(programOf(text)).label).toBe('picture');
  });

  test.each([
    [
      'a drawing of something that is not given',
      'divergence(drawing, picture)',
      'missing-argument: `divergence` needs `prompt` in `given`',
    ],
    [
      'something else that is given',
      'mmd(drawing, picture, given: tone)',
      'missing-argument: `mmd` needs `prompt` in `given`',
    ],
    [
      'what is not drawn',
      'mmd(drawing + 0, picture, given: prompt)',
      'type-mismatch: `drawing + 0` is `real[2, 2]`. Wanted here: what `sample(q)` draws',
    ],
    [
      'a truth that is no bits',
      'mmd(drawing, mood, given: prompt)',
      'type-mismatch: `mood` is `real[2, 2]`. Wanted here: `bit[2, 2]`',
    ],
    [
      'a truth of another shape',
      'mmd(sample(canvas), picture, given: prompt)',
      'size-mismatch: What is drawn is `bit[4]`, but `picture` is `bit[2, 2]`.: Bring the drawing into the shape of the truth: `sample(q) |> reshape(2, 2)`.',
    ],
    [
      'a truth of another size',
      'mmd(sample([canvas, other]), picture, given: prompt)',
      'size-mismatch: What is drawn is `bit[6]`, but `picture` is `bit[2, 2]`.: A drawing has a bit for each qubit: this truth takes 4 of them.',
    ],
    [
      'a kernel without width',
      'mmd(drawing, picture, given: prompt, bandwidths: [0, 1])',
      'requirement-failed: `bandwidths > 0` does not hold: one of them is 0.',
    ],
    [
      'random numbers in the circuit',
      'mmd(sample([canvas[0..2], other]) |> reshape(2, 2), picture, given: prompt)',
      'not-yet: `mmd` of qubits that random numbers enter',
    ],
  ])('refuse %s', (_, objective, start) => {
    const found = problems(model(objective));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(start);
  });
});

describe('a lint', () => {
  test('warns of barren plateaus where all kernels see nothing but whole strings', () => {
    const text = model('mmd(drawing, picture, given: prompt, bandwidths: 0.1)')
      .replace('canvas[4]', 'canvas[18]')
      .replaceAll('2, 2', '3, 6');
    expect(compileText(text).diagnostics.map(({ code }) => code)).toContain('global-cost');
    const wide = text.replace('bandwidths: 0.1', 'bandwidths: [0.1, 18]');
    expect(compileText(wide).diagnostics.map(({ code }) => code)).not.toContain('global-cost');
  });
});

describe('an objective that training could not follow', () => {
  const refused = 'draw-in-objective: This objective depends on bits that `sample` draws';

  test('is one of drawn bits', () => {
    expect(problems(model('sum((drawing - mood) ^ 2)'))[0]).toContain(refused);
  });

  test('is one of a circuit that drawn bits enter', () => {
    const readout = 'sample(canvas) |> reshape(2, 2)';
    const text = model('regress(echo, mood[0])', readout).replace(
      'objective',
      `register echoes
  encode pi * drawing[0] into echoes with angle
  evolve echoes with strongly_entangling(layers: 1)
  readout echo = expect(Z(echoes))
  objective`,
    );
    expect(problems(text)[0]).toContain(refused);
  });
});

describeShared('the painter of the acceptance programs', () => {
  const { models, runs, diagnostics } = compileFile(sharedPath('design', 'models', 'painter.qmm'));

  test('compiles without a word, with the figures of its row', () => {
    expect(diagnostics).toEqual([]);
    expect(models[0]).toMatchObject({
      qubits: 9,
      parameters: 729,
      outputs: { drawing: 'bit[3, 3]' },
    });
    expect(runs).toHaveLength(1);
  });
});
