import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { SourceMapConsumer } from 'source-map';
import { afterAll, describe, expect, test } from 'vitest';
import { emitTypescript } from '../../compiler/emit/typescript/index.ts';
import { createPredictor, type Program, type Run } from '../../index.ts';
import { feedbackProgram } from '../support/feedback.ts';
import { checkpointOf } from '../support/checkpoint.ts';
import { compileText, programOf } from '../support/compile.ts';
import { MODULE_TEXTS, trainedText } from '../support/module-texts.ts';
import { irisProgram, pairProgram, programBuilder } from '../support/programs.ts';
import { typeProblems } from '../support/strict-types.ts';
import { workshopProgram } from '../support/workshop.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'qmm-'));
afterAll(() => rmSync(folder, { recursive: true }));

const picture = Float32Array.from({ length: 16 }, (_, k) => k / 16);
const sound = Float32Array.from({ length: 4000 }, (_, k) => Math.sin(k / 5));
const objects = {
  grid: [0.5, -1, 2, 0.25, -0.75, 1],
  colour: "ol'green",
  marks: ['marks 3', 'marks 0'],
  note: 'A picture of the RED circle',
  word: 'red',
};

type Sample = Readonly<Record<string, unknown>>;

const models: readonly { readonly program: Program; readonly samples: readonly Sample[] }[] = [
  { program: irisProgram(), samples: [{ flower: [5.1, 3.5, 1.4, 0.2] }, { flower: [6, 2, 5, 2] }] },
  { program: pairProgram(), samples: [{ eye: picture, ear: sound }, { eye: picture }] },
  { program: feedbackProgram(), samples: [{ point: [0.2, 0.5, 0.9] }, { point: [0, 1, 0.3] }] },
  { program: workshopProgram(), samples: [objects, { ...objects, dose: 1.5 }] },
  { program: stateProgram(), samples: [{ x: [0.3, -1] }] },
];

/** Text that origins of the hand-made Programs point into: a line for each. */
const sources = new Map([
  ['main.qmm', Array.from({ length: 200 }, (_, k) => `line ${String(k).padStart(4)}\n`).join('')],
]);

describe('an emitted module', () => {
  test('reads like code that somebody wrote', async () => {
    const { code } = await emitted(irisProgram());
    await expect(code).toMatchFileSnapshot('golden/iris.ts.txt');
  });

  test.for(everyModule())('of $run.name is formatted', async ({ run, sources }) => {
    const { code } = await emitTypescript(run, { sources, file: 'main.ts' });
    const options = await resolveConfig(join(ROOT, 'main.ts'));
    expect(await format(code, { ...options, parser: 'typescript' })).toBe(code);
  });

  test('passes the strictest compiler', async () => {
    const files = await Promise.all(
      everyModule().map(async ({ run, sources }) => {
        const options = { sources, file: `${run.name}.ts` };
        const { code, companion } = await emitTypescript(run, options);
        return { [`${run.name}.ts`]: code, [`${run.name}.run.ts`]: companion };
      }),
    );
    expect(typeProblems(Object.assign({}, ...files) as Record<string, string>)).toBe('');
  });

  test.for(models)(
    'of $program.model predicts what the runtime predicts',
    async ({ program, samples }) => {
      const checkpoint = checkpointOf(program);
      const { load, predict } = await imported(program);
      const predictor = createPredictor(program, checkpoint);
      for (const sample of samples) {
        const { readouts, label, probabilities } = predictor.predict(forPredictor(program, sample));
        const output = predict(sample, load(checkpoint));
        for (const { name } of program.readouts) {
          expectClose(output[name], readouts[name]);
        }
        expect(output['label']).toBe(label ?? output['label']);
        for (const [name, value] of Object.entries(probabilities ?? {})) {
          expect((output['probabilities'] as Record<string, number>)[name]).toBeCloseTo(value, 6);
        }
      }
    },
  );

  test('of a model that draws leaves chance to whoever asks', async () => {
    const program = programOf(`
model Born {
  label picture: bit[2, 2]
  register q[4]
  evolve q with strongly_entangling(layers: 2)
  readout chance = probs(q)
  readout drawing = sample(q) |> reshape(2, 2)
  objective mmd(drawing, picture)
}
data d = synthetic("named-shapes", samples: 10)
train Born on d
`);
    const { load, predict } = await imported(program);
    const weights = load(checkpointOf(program));
    for (const uniform of [0.01, 0.4, 0.77, 0.999]) {
      const { chance, drawing } = predict({}, weights, () => uniform) as Record<string, number[]>;
      let [drawn, sum] = [0, chance![0]!];
      while (sum <= uniform) sum += chance![++drawn]!;
      expect([...drawing!].join('')).toBe(drawn.toString(2).padStart(4, '0'));
    }
    expect([...(predict({}, weights)['drawing'] as Float64Array)]).toHaveLength(4);
  });

  test('refuses what does not fit, by name', async () => {
    const program = irisProgram();
    const checkpoint = checkpointOf(program);
    const { load, predict } = await imported(program);
    expect(() => predict({ flower: [1, 2] }, load(checkpoint))).toThrow(
      'The input `flower` has 2 numbers and takes 4 (shape [4]).',
    );
    expect(() => load({ ...checkpoint, model: 'Tulip' })).toThrow(
      'it is of `Tulip`, not of `Iris`',
    );
    expect(() => load({ format: 'something else' })).toThrow('The checkpoint cannot be used');
    const { 'Iris/readout logits/linear/bias': bias, ...parameters } = checkpoint.parameters;
    expect(bias).toBeDefined();
    expect(() => load({ ...checkpoint, parameters })).toThrow('`Iris/readout logits/linear/bias`');
  });
});

describe('its source map', () => {
  test('leads from each step and each gate to the model', async () => {
    const program = irisProgram();
    const { code, map } = await emitted(program);
    const lines = code.split('\n');
    await SourceMapConsumer.with(map, null, (consumer) => {
      const placeOf = (start: string): string => {
        const line = lines.findIndex((each) => each.trim().startsWith(start));
        const column = lines[line]!.length - lines[line]!.trimStart().length;
        const {
          source,
          line: at,
          column: from,
        } = consumer.originalPositionFor({ line: line + 1, column });
        return `${source ?? ''}:${at ?? ''}:${from ?? ''}`;
      };
      const originOf = (path: string): string => {
        const index = program.origins.findIndex((origin) => origin.path.join('/') === path);
        return `main.qmm:${index + 1}:0`;
      };
      expect(placeOf('const flower = numbersInput(')).toBe(originOf('modality flower'));
      expect(placeOf('gate.ry(')).toBe(originOf('encode q/angle'));
      expect(placeOf('gate.cx(')).toBe(originOf('evolve q/strongly_entangling'));
      expect(placeOf('const logits = op.add(')).toBe(originOf('readout logits/linear'));
      expect(placeOf('readonly flower:')).toBe(originOf('modality flower'));
      expect(consumer.sourceContentFor('main.qmm')).toBe(sources.get('main.qmm'));
    });
    expect(code.endsWith('//# sourceMappingURL=main.ts.map\n')).toBe(true);
  });
});

/** The hand-made Programs, and those of texts. */
function everyModule(): readonly {
  readonly run: Run;
  readonly sources: ReadonlyMap<string, string>;
}[] {
  const written = Object.values(MODULE_TEXTS).map((model) => {
    const { runs, sources: texts } = compileText(trainedText(model));
    return { run: runs[0]!, sources: texts };
  });
  return [...models.map(({ program }) => ({ run: runOf(program), sources })), ...written];
}

function runOf(program: Program): Run {
  return { name: program.model, program, data: null, train: null };
}

function emitted(
  program: Program,
  runtime = 'qmm',
  file = 'main.ts',
): ReturnType<typeof emitTypescript> {
  return emitTypescript(runOf(program), { sources, file, runtime });
}

interface Emitted {
  readonly load: (checkpoint: unknown) => unknown;
  readonly predict: (
    input: unknown,
    weights: unknown,
    random?: () => number,
  ) => Readonly<Record<string, unknown>>;
}

async function imported(program: Program): Promise<Emitted> {
  const name = `${program.model}.ts`;
  const { code, map } = await emitted(program, join(ROOT, 'index.ts'), name);
  writeFileSync(join(folder, name), code);
  writeFileSync(join(folder, `${name}.map`), map);
  return (await import(pathToFileURL(join(folder, name)).href)) as Emitted;
}

/** The predictor takes lists of classes and words by their indices. */
function forPredictor(program: Program, sample: Sample): Record<string, never> {
  if (program.model !== 'Workshop') return sample as Record<string, never>;
  return { ...sample, marks: [3, 0], word: 4 } as unknown as Record<string, never>;
}

function expectClose(found: unknown, wanted: Float64Array | undefined): void {
  if (wanted === undefined) {
    expect(found).toBeUndefined();
    return;
  }
  const numbers = typeof found === 'number' ? [found] : Array.from(found as Float64Array);
  expect(numbers).toHaveLength(wanted.length);
  numbers.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 6));
}

/** Two qubits, each turned by a feature and a weight, and their amplitudes. */
function stateProgram(): Program {
  const { input, parameter, circuit, build } = programBuilder('State');
  const x = input({
    name: 'x',
    role: 'modality',
    type: { kind: 'tensor', element: 'real' },
    shape: [2],
    optional: false,
  });
  const w = parameter('State/evolve q/w', [2], { kind: 'uniform', low: 0, high: 1 });
  const q = circuit([0, 1].map((index) => ({ register: 'q', index })));
  for (const k of [0, 1]) {
    q.gate('ry', [k], { angles: [[[x, k]]], path: ['encode q'] });
    q.gate('rz', [k], { angles: [[[w, k]]], path: ['evolve q'] });
  }
  const values = q.build([{ kind: 'amplitudes', qubits: [1, 0] }]);
  return build({ readouts: [{ name: 'state', node: values, type: 'real[8]' }] });
}
