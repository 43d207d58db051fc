import type { Input, SyntheticSource } from '../../program/index.ts';
import { sizeOf } from '../columns/numbers.ts';
import type { Column } from '../dataset.ts';
import { createHasher } from '../hash.ts';
import { requireMemory } from '../memory.ts';
import { nearest } from '../nearest.ts';
import { listed, sourceProblem } from '../problems.ts';
import { randomStream } from '../random.ts';
import type { LoadRequest } from '../request.ts';
import type { Samples } from '../samples.ts';
import { tokenise } from '../text/tokenise.ts';
import { assignFields } from './assign.ts';
import { SYNTHETIC_SOURCES } from './catalogue.ts';
import type { Generator, Made, Task } from './generator.ts';
import { readOptions } from './options.ts';

/** Rises when a generator's samples change, so that a run notices that its data did. */
const VERSION = 2;

/** Makes the samples of a synthetic source; with `take`, only so many. */
export function synthesise(request: LoadRequest): Samples {
  const { source, columns, take } = request.source;
  if (source.kind !== 'synthetic') throw new Error('not a synthetic source');
  const generator = findGenerator(source.generator);
  const fields = assignFields(generator, request.inputs, columns, request.needed);
  const inputs = [...fields.values()].flat();
  const count = Math.min(source.samples, take ?? source.samples);
  requireMemory(request, inputs, count);
  const made = generator.generate(taskOf(generator, source, fields, count));
  return {
    ...valuesOf(generator, inputs, made),
    count,
    ids: Array.from({ length: count }, (_, sample) => String(sample + 1)),
    column: (name) => groupColumn(generator, made, name),
    spare: [],
    parts: undefined,
    windows: undefined,
    hash: hashOf(source, inputs, count),
  };
}

function findGenerator(name: string): Generator {
  const found = SYNTHETIC_SOURCES.find((generator) => generator.name === name);
  if (found !== undefined) return found;
  const names = SYNTHETIC_SOURCES.map((generator) => generator.name);
  const guess = nearest(name, names);
  throw sourceProblem('unknown-name', `There is no synthetic source \`${name}\`.`, {
    help: guess === undefined ? `There are ${listed(names, 20)}.` : `Did you mean \`${guess}\`?`,
  });
}

function taskOf(
  generator: Generator,
  source: SyntheticSource,
  fields: ReadonlyMap<string, readonly Input[]>,
  count: number,
): Task {
  const options = readOptions(generator, source.options, fields);
  return {
    count,
    inputs: (field) => fields.get(field) ?? [],
    option: (name) => options.get(name)!,
    random: (purpose) => randomStream(source.seed, `synthetic/${generator.name}/${purpose}`),
  };
}

function valuesOf(
  generator: Generator,
  inputs: readonly Input[],
  made: Made,
): Pick<Samples, 'columns' | 'texts' | 'classes'> {
  const columns = new Map<string, Column>();
  const texts = new Map<string, readonly (readonly string[])[]>();
  const classes: Record<string, readonly string[]> = {};
  for (const { name, type, shape } of inputs) {
    const values = made.values.get(name);
    if (values === undefined) continue;
    if (!('buffer' in values)) texts.set(name, values.map(tokenise));
    else columns.set(name, { shape, values, present: null });
    if (type.kind === 'class') requireClasses(generator, name, type.count, values);
    if (type.kind !== 'class' || type.names !== null) continue;
    classes[name] = Array.from({ length: type.count }, (_, index) => String(index));
  }
  return { columns, texts, classes };
}

function requireClasses(
  generator: Generator,
  name: string,
  count: number,
  values: Float32Array | Float64Array | readonly string[],
): void {
  let highest = 0;
  for (const value of values) highest = Math.max(highest, Number(value));
  if (highest < count) return;
  throw sourceProblem(
    'label-unknown',
    `\`${generator.name}\` has ${highest + 1} classes, and \`${name}\` is class(${count}).`,
  );
}

function groupColumn(generator: Generator, made: Made, name: string): readonly string[] {
  const groups = made.groups ?? {};
  const found = groups[name];
  if (found !== undefined) return found;
  const known = Object.keys(groups);
  throw sourceProblem(
    'column-not-found',
    `\`${generator.name}\` has no column \`${name}\` to split by` +
      (known.length === 0 ? '.' : `; it has ${listed(known)}.`),
  );
}

/** The samples follow from these, so they need not be hashed themselves. */
function hashOf(source: SyntheticSource, inputs: readonly Input[], count: number): string {
  const hasher = createHasher();
  const sizes = inputs.map(({ name, type, shape }) => ({ name, type, entries: sizeOf(shape) }));
  const { generator, seed } = source;
  const options = Object.entries(source.options).sort(([a], [b]) => (a < b ? -1 : 1));
  hasher.add(JSON.stringify({ version: VERSION, generator, seed, options, count, sizes }));
  return hasher.digest();
}
