import type { CompareDeclaration, Expression } from '../../grammar/tree.ts';
import { lookup, type World } from '../1-resolve/world.ts';
import { callIn, entriesOf, unknownName, wholeSetting, wrong, type Reader } from './reader.ts';

const compareKeys: readonly string[] = ['seeds', 'against', 'ablate'];

/** What a run can be compared with beside other runs: classical models on its features, and twins of it. */
const baselines: readonly string[] = [
  'svm',
  'mlp',
  'logistic',
  'parameter_twin',
  'separable_twin',
  'unfused_twin',
];

/** What one `compare` asks for; null where it leaves a setting out. */
export interface CompareSettings {
  /** The run or model that is compared. */
  readonly name: string;
  readonly seeds: number;
  readonly against: readonly string[] | null;
  readonly ablate: readonly string[] | null;
}

/** Holds the settings of each `compare` against what it compares. */
export function readCompares(reader: Reader, world: World): CompareSettings[] {
  const { trains, models } = world.entry;
  const runs = [
    ...trains.map(({ name, model }) => name?.text ?? model.name.text),
    ...models.map(({ name }) => name.text),
  ];
  return world.entry.compares.map((declaration) => {
    const entries = entriesOf(reader, declaration.settings, 'compare', compareKeys);
    const seeds = wholeSetting(reader, entries, 'seeds', 5, 1);
    checkNamesIn(reader, entries.get('against'), 'baseline or run', '`[svm, separable_twin]`', [
      ...baselines,
      ...runs,
    ]);
    const modalities = modalitiesOf(world, declaration);
    if (modalities !== undefined) {
      const wanted = `\`[${modalities.join(', ')}]\``;
      checkNamesIn(reader, entries.get('ablate'), 'modality', wanted, modalities);
    }
    return {
      name: declaration.model.text,
      seeds,
      against: namesIn(entries.get('against')),
      ablate: namesIn(entries.get('ablate')),
    };
  });
}

/** The names that are given, right or wrong. */
function namesIn(expression: Expression | undefined): string[] | null {
  return expression === undefined
    ? null
    : partsOf(expression).flatMap((part) => callIn(part)?.name ?? []);
}

/** One expression, or several in brackets. */
function partsOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'join' ? expression.parts : [expression];
}

/** Of the model that is compared, by its own name or that of a run of it; undefined where there is none of that name. */
function modalitiesOf(world: World, { model: compared }: CompareDeclaration): string[] | undefined {
  const { entry } = world;
  const run = entry.trains.find(({ name }) => name?.text === compared.text);
  const name = run?.model.name.text ?? compared.text;
  const declared = lookup(world, entry.path, name);
  if (declared?.kind !== 'model') return undefined;
  return declared.declaration.items.flatMap((item) =>
    item.kind === 'modality' ? [item.name.text] : [],
  );
}

/** One name, or several in brackets. */
function checkNamesIn(
  reader: Reader,
  expression: Expression | undefined,
  what: string,
  wanted: string,
  known: readonly string[],
): void {
  if (expression === undefined) return;
  for (const part of partsOf(expression)) {
    const call = callIn(part);
    if (call === undefined) wrong(reader, part, `A ${what}`, `names, as in ${wanted}`);
    else if (!known.includes(call.name)) unknownName(reader, part, what, call.name, known);
  }
}
