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

/** Holds the settings of each `compare` against what it compares. */
export function checkCompares(reader: Reader, world: World): void {
  const { trains, models } = world.entry;
  const runs = [
    ...trains.map(({ name, model }) => name?.text ?? model.name.text),
    ...models.map(({ name }) => name.text),
  ];
  for (const declaration of world.entry.compares) {
    const entries = entriesOf(reader, declaration.settings, 'compare', compareKeys);
    wholeSetting(reader, entries, 'seeds', 5, 1);
    checkNamesIn(reader, entries.get('against'), 'baseline or run', '`[svm, separable_twin]`', [
      ...baselines,
      ...runs,
    ]);
    const modalities = modalitiesOf(world, declaration);
    if (modalities === undefined) continue;
    const wanted = `\`[${modalities.join(', ')}]\``;
    checkNamesIn(reader, entries.get('ablate'), 'modality', wanted, modalities);
  }
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
  for (const part of expression.kind === 'join' ? expression.parts : [expression]) {
    const call = callIn(part);
    if (call === undefined) wrong(reader, part, `A ${what}`, `names, as in ${wanted}`);
    else if (!known.includes(call.name)) unknownName(reader, part, what, call.name, known);
  }
}
