import type { Expression, Name, Settings, TrainDeclaration } from '../../grammar/tree.ts';
import { bindingOf, type Binding, type NameIndex, type NameRecord } from './bindings.ts';
import { checkModule } from './names.ts';
import { record, type Check, type KnownNames } from './scope.ts';
import { lookup, type Declared, type Module, type World } from './world.ts';

type ModelDeclared = Extract<Declared, { readonly kind: 'model' }>;

/** What every name of a file means: in its declarations, and in `use`, `data`, `train`, `target` and `compare`. */
export function indexNames(world: World, module: Module, known: KnownNames): NameIndex {
  const kept: NameRecord = { occurrences: [], sights: [] };
  const check: Check = {
    world,
    module,
    diagnostics: [],
    known,
    broken: [],
    told: new Map(),
    record: kept,
  };
  checkModule(check);
  for (const declared of module.declared.values())
    record(check, declared.declaration.name, bindingOf(declared));
  recordImports(check);
  recordRuns(check);
  // What is said last of a name holds: in a circuit, that it is a gate.
  const byPlace = new Map(kept.occurrences.map((one) => [one.name.span.start, one]));
  return {
    occurrences: [...byPlace.values()].sort((a, b) => a.name.span.start - b.name.span.start),
    sights: kept.sights,
  };
}

function recordImports(check: Check): void {
  const { module } = check;
  for (const use of module.tree.declarations) {
    if (use.kind !== 'use-import') continue;
    for (const { name, alias } of use.imports) {
      const declared = module.imported.get((alias ?? name).text);
      const binding = declared && bindingOf(declared);
      if (binding === undefined) continue;
      record(check, name, binding);
      if (alias)
        record(check, alias, { ...binding, kind: 'alias', file: module.path, name: alias });
    }
  }
}

/** Data, targets, runs and what their settings name. */
function recordRuns(check: Check): void {
  const { module, world } = check;
  const file = module.path;
  const own = (
    kind: Binding['kind'],
    nodes: readonly { readonly name: Name | null }[],
  ): Map<string, Binding> =>
    new Map(nodes.flatMap(({ name }) => (name ? [[name.text, { kind, file, name }]] : [])));
  const data = own('data', module.data);
  const targets = own('target', module.targets);
  const runs = own('run', module.trains);
  for (const binding of [...data.values(), ...targets.values(), ...runs.values()])
    record(check, binding.name, binding);
  for (const train of module.trains) {
    record(check, train.data, data.get(train.data.text));
    const declared = lookup(world, file, train.model.name.text);
    const model = declared?.kind === 'model' ? membersOf(declared) : new Map<string, Binding>();
    recordTrain(check, train, model, { targets, runs });
    const declaration = module.data.find((one) => one.name.text === train.data.text);
    if (declaration) recordLabels(check, declaration.source, model);
  }
  for (const { model, settings } of module.compares) {
    const run = module.trains.find((one) => one.name?.text === model.text);
    record(check, model, run ? runs.get(model.text) : topModel(check, model.text));
    recordNames(check, valueOf(settings, 'against'), runs);
    const declared = lookup(world, file, run?.model.name.text ?? model.text);
    if (declared?.kind === 'model')
      recordNames(check, valueOf(settings, 'ablate'), membersOf(declared));
  }
}

function topModel({ world, module }: Check, name: string): Binding | undefined {
  const declared = lookup(world, module.path, name);
  return declared?.kind === 'model' ? bindingOf(declared) : undefined;
}

function recordTrain(
  check: Check,
  { settings }: TrainDeclaration,
  model: ReadonlyMap<string, Binding>,
  { targets, runs }: Readonly<Record<'targets' | 'runs', ReadonlyMap<string, Binding>>>,
): void {
  const each = (block: Settings | null): void => {
    for (const entry of block?.entries ?? []) {
      if (entry.kind === 'stage') {
        record(check, entry.name, { kind: 'stage', file: check.module.path, name: entry.name });
        each(entry.settings);
      }
      if (entry.kind !== 'setting') continue;
      const key = entry.key.text;
      if (['objective', 'only', 'freeze'].includes(key)) recordNames(check, entry.value, model);
      if (key === 'target') recordNames(check, entry.value, targets);
      if (key === 'start') recordNames(check, entry.value, runs);
      if (key === 'missing') recordLabels(check, entry.value, model);
    }
  };
  each(settings);
}

/** Names of a list, or in a call such as `weights(first)`. */
function recordNames(
  check: Check,
  expression: Expression | undefined,
  meanings: ReadonlyMap<string, Binding>,
): void {
  if (expression?.kind === 'join')
    for (const part of expression.parts) recordNames(check, part, meanings);
  if (expression?.kind !== 'call') return;
  record(check, expression.name, meanings.get(expression.name.text));
  for (const { value } of expression.arguments) recordNames(check, value, meanings);
}

/** Arguments that are named after fields: `csv("digits.csv", digit: "label")`, `rates(ear: 0.2)`. */
function recordLabels(
  check: Check,
  expression: Expression,
  meanings: ReadonlyMap<string, Binding>,
): void {
  if (expression.kind !== 'call') return;
  for (const { name } of expression.arguments)
    if (name) record(check, name, meanings.get(name.text));
}

/** What the statements of a model name. */
function membersOf({ declaration, path: file }: ModelDeclared): Map<string, Binding> {
  return new Map(
    declaration.items.flatMap((item): [string, Binding][] => {
      if (!('name' in item) || item.name === null) return [];
      return [[item.name.text, { kind: item.kind, file, name: item.name }]];
    }),
  );
}

function valueOf(settings: Settings | null, key: string): Expression | undefined {
  for (const entry of settings?.entries ?? [])
    if (entry.kind === 'setting' && entry.key.text === key) return entry.value;
  return undefined;
}
