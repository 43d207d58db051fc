import type { Input } from '../../../runtime/program/index.ts';
import { plain, type Line } from '../lines.ts';
import { propertyKey, quoted } from './identifiers.ts';
import type { NameList } from './interfaces.ts';
import { call, enclosed } from './layout.ts';
import type { ModuleModel, Weight } from './model.ts';
import { askedModalities, stepLines } from './steps.ts';

/** The body of `load`. */
export function loadLines(model: ModuleModel): readonly Line[] {
  if (model.weights.length === 0) {
    return [
      plain(`  openCheckpoint(checkpoint, ${quoted(model.program.model)});`),
      plain('  return {};'),
    ];
  }
  return [
    plain(`  const trained = openCheckpoint(checkpoint, ${quoted(model.program.model)});`),
    plain('  return {'),
    ...model.weights.flatMap((weight) => {
      const args = weightArguments(weight, model);
      return call(`${weight.name}: trained.${weight.kind}`, args, ',', {
        origin: weight.origin,
        indent: 4,
      });
    }),
    plain('  };'),
  ];
}

/** The body of `predict`. */
export function predictLines(model: ModuleModel, lists: readonly NameList[]): readonly Line[] {
  return [...absentLines(model), ...stepLines(model, lists), ...resultLines(model, lists)];
}

/** Optional modalities, where some circuit asks for them. */
function absentLines({ program, circuits }: ModuleModel): readonly Line[] {
  const asked = new Set(
    [...circuits.keys()].flatMap((index) => {
      const { operation } = program.nodes[index]!;
      return operation.kind === 'circuit' ? askedModalities(program, operation.circuit) : [];
    }),
  );
  if (asked.size === 0) return [];
  const items = [...asked].map(quoted).join(', ');
  return [
    plain(`  const absent = ([${items}] as const).filter((name) => input[name] === undefined);`),
  ];
}

function resultLines(model: ModuleModel, lists: readonly NameList[]): readonly Line[] {
  const { program, names, classes } = model;
  const entries = program.readouts.map(({ name, node }) => {
    const { shape, origin } = program.nodes[node]!;
    const reader = shape.length === 0 ? 'numberOf' : 'numbersOf';
    return { text: `    ${propertyKey(name)}: ${reader}(${names.get(node)!}),`, origin };
  });
  const told = classes && classifyText(model, lists);
  return [
    plain('  return {'),
    ...entries,
    ...(told === undefined ? [] : [{ text: `    ...${told},`, origin: classes!.label.origin }]),
    plain('  };'),
  ];
}

function classifyText(model: ModuleModel, lists: readonly NameList[]): string {
  const { task, label, scores } = model.classes!;
  const reader = task.kind === 'binary' ? 'judge' : 'classify';
  const name = model.names.get(scores)!;
  const text = `${reader}(${name}, ${classNames(model, lists, label)})`;
  return model.optional.has(scores) ? `(${name} && ${text})` : text;
}

function classNames({ weights }: ModuleModel, lists: readonly NameList[], label: Input): string {
  const declared = lists.find(({ input }) => input === label)?.constant;
  if (declared !== undefined) return declared;
  const key = label.type.kind === 'word' ? label.type.modality : label.name;
  const list = weights.find((each) => each.key === key && each.shape.length === 0 && each.node < 0);
  return `weights.${list?.name ?? ''}`;
}

function weightArguments(
  { kind, key, node, shape }: Weight,
  model: ModuleModel,
): readonly string[] {
  const shapeCode = `[${shape.join(', ')}]`;
  switch (kind) {
    case 'parameter':
      return [quoted(key), shapeCode];
    case 'fit':
      return [String(node), shapeCode];
    case 'vocabulary':
      return [quoted(key)];
    case 'classes':
      return [quoted(key), String(classCount(key, model))];
  }
}

function classCount(name: string, { program, classes }: ModuleModel): number {
  if (classes?.label.name === name) return classes.count;
  const type = program.inputs.find((input) => input.name === name)?.type;
  return type?.kind === 'class' ? type.count : 0;
}

/** The import of what the module uses, in the order of the alphabet. */
export function importLines(used: readonly string[], from: string): readonly Line[] {
  const names = [...used].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return enclosed('import { ', names, ` } from ${quoted(from)};`, { origin: null }).map(
    ({ text }) => plain(text.trimEnd().replace(/^ \}/, '}')),
  );
}

/** Types after values, as in `type Tensor`. */
function key(name: string): string {
  return name.startsWith('type ') ? `~${name}` : name;
}
