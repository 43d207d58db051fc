import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { emitTypescript } from '../../compiler/emit/typescript/index.ts';
import { createPredictor, type Checkpoint, type Run } from '../../index.ts';
import { ancestors } from '../../runtime/graph/dependencies.ts';
import { createEvaluator } from '../../runtime/graph/evaluator.ts';
import { restoreModel } from '../../runtime/checkpoint/load-run.ts';
import { compileText } from '../support/compile.ts';
import { MODULE_TEXTS, trainedText } from '../support/module-texts.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'qmm-models-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Sample = Readonly<Record<string, unknown>>;

interface Emitted {
  readonly load: (checkpoint: unknown) => unknown;
  readonly predict: (input: Sample, weights: unknown) => Sample;
  readonly loss: (given: Sample | readonly Sample[], weights: unknown) => number;
  readonly likeness: (left: Sample, right: Sample, weights: unknown) => number;
  readonly fit: (
    samples: readonly Sample[],
    options?: { readonly epochs?: number },
  ) => Promise<{ readonly weights: unknown; readonly checkpoint: Checkpoint }>;
}

const NUMBERS: Readonly<Record<string, number>> = {
  load: 6,
  flower: 3,
  picture: 2,
  sound: 3,
  eye: 2,
  ear: 2,
};

describe.for(Object.entries(MODULE_TEXTS))('a module with %s', ([, model]) => {
  const text = trainedText(model);

  test('trains in memory, and then says what the runtime says', async () => {
    const { run, module } = await imported(text);
    const samples = samplesOf(run);
    const { weights, checkpoint } = await module.fit(samples);
    expect(module.load(JSON.parse(JSON.stringify(checkpoint)))).toEqual(weights);
    const predictor = createPredictor(run.program, checkpoint);
    for (const sample of samples) {
      const said = predictor.predict(sample as never);
      const output = 'predict' in module ? module.predict(sample, weights) : {};
      for (const { name: readout } of run.program.readouts) {
        if (readout in output) expectClose(output[readout], said.readouts[readout]);
      }
      expect(output['label']).toBe(said.label);
    }
    if (run.program.objectives.length > 0) {
      expect(lossOf(run, module, samples, weights)).toBeCloseTo(
        runtimeLoss(run, checkpoint, samples),
        4,
      );
    }
    if ('likeness' in module) {
      const [first, second] = samples as [Sample, Sample];
      expect(module.likeness(first, second, weights)).toBeCloseTo(
        pairValue(run, checkpoint, first, second),
        4,
      );
    }
  });
});

test('doc comments of a model stand in its module', async () => {
  const { code } = await emitted(`${MODULE_TEXTS['a fold over a series']}\n`);
  for (const doc of [
    'Reads a series step by step.',
    'Three steps of two numbers.',
    'What comes next.',
  ]) {
    expect(code).toContain(` * ${doc}\n`);
  }
});

test('a layer that is given a wrong shape says so', async () => {
  const { run, module } = await imported(trainedText(MODULE_TEXTS['an optional modality']));
  const { weights } = await module.fit(samplesOf(run));
  const wrong = {
    ...(weights as object),
    logitsLinearB: { shape: [2], data: new Float64Array(2) },
  };
  expect(() => module.predict({ eye: [0, 1], ear: [1, 0] }, wrong)).toThrow(
    '`add` of the shapes [3] and [2], which do not fit',
  );
});

function runOf(text: string): { readonly run: Run; readonly sources: ReadonlyMap<string, string> } {
  const { runs, sources, diagnostics } = compileText(text);
  if (runs[0] === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return { run: runs[0], sources };
}

async function emitted(
  text: string,
  runtime = 'qmm',
  file?: string,
): ReturnType<typeof emitTypescript> {
  const { run, sources } = runOf(text);
  return emitTypescript(run, { sources, file: file ?? `${run.program.model}.ts`, runtime });
}

async function imported(text: string): Promise<{ readonly run: Run; readonly module: Emitted }> {
  const stem = runOf(text).run.program.model;
  const { code, map, companion } = await emitted(text, join(ROOT, 'index.ts'), `${stem}.ts`);
  writeFileSync(join(folder, `${stem}.ts`), code);
  writeFileSync(join(folder, `${stem}.ts.map`), map);
  writeFileSync(join(folder, `${stem}.run.ts`), companion);
  const module = (await import(pathToFileURL(join(folder, `${stem}.ts`)).href)) as Emitted;
  return { run: runOf(text).run, module };
}

/** Twelve samples whose numbers follow from their places. */
function samplesOf({ program }: Run): readonly Sample[] {
  return Array.from({ length: 12 }, (_, place) => {
    const values = program.inputs.map(({ name, type, shape, optional }) => {
      if (optional && place % 4 === 1) return [name, undefined];
      if (type.kind === 'text') return [name, ['good old days', 'bad', 'old'][place % 3]];
      if (type.kind === 'class')
        return [name, type.names?.[place % type.count] ?? String(place % type.count)];
      const size = NUMBERS[name] ?? 1;
      const numbers = Array.from({ length: size }, (_, k) => Math.sin(1 + 3 * place + 5 * k));
      return [name, shape.length === 0 ? numbers[0] : numbers];
    });
    return Object.fromEntries(values) as Sample;
  });
}

/** The mean over samples, where a module has a loss of one sample. */
function lossOf(run: Run, module: Emitted, samples: readonly Sample[], weights: unknown): number {
  const isOfBatch = run.program.nodes.some(({ rate }) => rate === 'pair');
  if (isOfBatch) return module.loss(samples, weights);
  const all = samples.map((sample) => module.loss(sample, weights));
  return all.reduce((sum, each) => sum + each, 0) / all.length;
}

/** The objective as training works it out, over all samples at once. */
function runtimeLoss(run: Run, checkpoint: Checkpoint, samples: readonly Sample[]): number {
  const node = run.program.objectives[0]!.node;
  const values = evaluate(run, checkpoint, samples, node);
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

function pairValue(run: Run, checkpoint: Checkpoint, left: Sample, right: Sample): number {
  const { node } = run.program.readouts[0]!;
  return evaluate(run, checkpoint, [left, right], node)[1]!;
}

function evaluate(
  run: Run,
  checkpoint: Checkpoint,
  samples: readonly Sample[],
  target: number,
): readonly number[] {
  const { program, weights, fits } = restoreModel(run.program, checkpoint, 'f32', 'checkpoint');
  const isGiven = (node: number): boolean =>
    ['input', 'fit'].includes(program.nodes[node]!.operation.kind);
  const given = ancestors(program, [target], isGiven).filter(isGiven);
  const evaluator = createEvaluator({
    program,
    targets: [target],
    given: new Set(given),
    capacity: samples.length,
    weights,
    differentiate: 'none',
    precision: 'f32',
    mayLack: program.inputs.filter(({ optional }) => optional).map(({ name }) => name),
  });
  for (const node of given) {
    const { operation } = program.nodes[node]!;
    const { value, size } = evaluator.operand(node);
    if (operation.kind === 'fit') value.set(fits.get(node)!);
    if (operation.kind !== 'input') continue;
    const input = program.inputs.find(({ name }) => name === operation.name)!;
    for (const [place, sample] of samples.entries()) {
      const numbers = numbersOf(sample[input.name], input, checkpoint);
      evaluator.presence.flags.get(input.name)?.fill(numbers ? 1 : 0, place, place + 1);
      if (numbers) value.set(numbers, place * size);
    }
  }
  evaluator.forward(samples.length);
  return [...evaluator.operand(target).value];
}

function numbersOf(
  value: unknown,
  { name, type, shape }: Run['program']['inputs'][number],
  checkpoint: Checkpoint,
): readonly number[] | undefined {
  if (value === undefined) return undefined;
  if (type.kind === 'text') {
    const words = checkpoint.vocabularies[name]!;
    const indices = (value as string).split(' ').map((word) => words.indexOf(word));
    return Array.from({ length: shape[0]! }, (_, k) => indices[k] ?? -1);
  }
  if (type.kind === 'class') {
    return [(type.names ?? checkpoint.classes[name]!).indexOf(value as string)];
  }
  return typeof value === 'number' ? [value] : (value as readonly number[]);
}

function expectClose(found: unknown, wanted: Float64Array | undefined): void {
  const numbers = typeof found === 'number' ? [found] : Array.from(found as Float64Array);
  expect(numbers).toHaveLength(wanted!.length);
  numbers.forEach((value, k) => expect(value).toBeCloseTo(wanted![k]!, 4));
}
