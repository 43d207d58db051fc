import { plain, type Line } from '../lines.ts';
import { absentLines } from './circuit-step.ts';
import { operandText } from './graph.ts';
import { camelCase } from './identifiers.ts';
import { arrowCall, call, object } from './layout.ts';
import type { ModuleModel } from './model.ts';
import type { FunctionText, ParameterText } from './parts.ts';
import type { LossSection } from './sections.ts';
import type { StepScope } from './step-scope.ts';
import { stepLines } from './steps.ts';
import { unusedMarked } from './used.ts';

/** Lines after those that take apart what they use of what is common to all functions. */
export type AfterForward = (scope: StepScope, lines: readonly Line[]) => readonly Line[];

/** A function for each objective: of one sample where it compares none with another, else of a batch. */
export function lossFunctions(
  model: ModuleModel,
  scope: StepScope,
  parts: {
    readonly forward: AfterForward;
    readonly random: (nodes: readonly number[]) => readonly ParameterText[];
  },
): readonly FunctionText[] {
  const { program, sections, title, docs } = model;
  return sections.losses.map((section): FunctionText => {
    const { objective, sample, after, batch } = section;
    const name = lossName(objective.name);
    const own = docs.of('objective', objective.name);
    const isOfOne = batch.length === 0;
    const about = [
      ...(own === '' ? [] : [...own.split('\n'), '']),
      isOfOne
        ? `How far off the model is for one sample: ${whatText(objective.name)}.`
        : `How far off the model is for a batch, whose samples are compared: ${whatText(objective.name)}.`,
    ];
    const random = parts.random([...sections.forward, ...sample, ...after]);
    const given: ParameterText = isOfOne
      ? { name: 'sample', type: `${title}Sample` }
      : { name: 'samples', type: `readonly ${title}Sample[]` };
    const missing = isOfOne && model.optional.has(objective.node);
    const body = isOfOne
      ? parts.forward(scope, [
          ...absentLines(model, sample, scope),
          ...stepLines(model, scope, sample),
          valueLine(model, objective.node),
        ])
      : batchLines(model, scope, section, parts.forward);
    return {
      kind: 'function',
      name,
      about,
      exported: true,
      asynchronous: false,
      parameters: unusedMarked(
        [given, { name: 'weights', type: `${title}Weights` }, ...random],
        body,
      ),
      result: missing ? 'number | undefined' : 'number',
      body,
      origin: program.nodes[objective.node]!.origin,
    };
  });
}

/** What the loss of an objective is called: `loss`, or `judgeLoss` where the objective has a name. */
export function lossName(objective: string): string {
  return objective === '' ? 'loss' : `${camelCase(objective)}Loss`;
}

function whatText(objective: string): string {
  return objective === '' ? 'what training minimises' : `\`${objective}\` of the model`;
}

function valueLine(model: ModuleModel, node: number): Line {
  const { origin } = model.program.nodes[node]!;
  return { text: `  return numberOf(${operandText(model, node)});`, origin };
}

/** Each sample by itself, then all pairs of them, then the mean of what that is for each. */
function batchLines(
  model: ModuleModel,
  scope: StepScope,
  { objective, sample, pairs, batch, after }: LossSection,
  forward: AfterForward,
): readonly Line[] {
  const { program, names } = model;
  const isShared = (node: number): boolean => program.nodes[node]!.rate === 'shared';
  const inside = { ...scope, indent: 4 };
  const ofEach = sample.filter((node) => !isShared(node));
  const told = new Set([
    ...pairs.flatMap((root) => [...model.pairs.get(root)!.left, ...model.pairs.get(root)!.right]),
    ...[...batch, ...after].flatMap((node) => program.nodes[node]!.inputs),
  ]);
  const kept = [...told].filter((node) => program.nodes[node]!.rate === 'sample');
  const handed = kept.filter((node) => !batch.includes(node) && !after.includes(node));
  const properties = handed.map((node) => names.get(node)!);
  const { origin } = program.nodes[objective.node]!;
  return [
    ...stepLines(model, scope, sample.filter(isShared)),
    { text: '  // each sample by itself', origin },
    { text: '  const values = samples.map((sample) => {', origin },
    ...forward(inside, [
      ...absentLines(model, ofEach, inside),
      ...stepLines(model, inside, ofEach),
      ...object('return ', properties, ';', { origin, indent: 4 }),
    ]),
    plain('  });'),
    { text: '  // all pairs of them', origin },
    ...pairs.flatMap((root) => pairLine(model, root)),
    ...batch.flatMap((node) => batchStep(model, node)),
    ...averageLines(model, scope, { node: objective.node, after, batch, handed }),
  ];
}

function pairLine(model: ModuleModel, root: number): readonly Line[] {
  const { origin } = model.program.nodes[root]!;
  const { name } = model.pairs.get(root)!;
  const likeness = `(left, right) => ${name}(left, right, weights)`;
  const head = `const ${model.names.get(root)!} = op.between`;
  return arrowCall(head, ['values'], likeness, { origin, indent: 2 });
}

function batchStep(model: ModuleModel, node: number): readonly Line[] {
  const { program, names } = model;
  const { operation, inputs, origin } = program.nodes[node]!;
  // Beside likenesses and shared numbers, only the truth is of each sample.
  const truths = inputs.filter((input) => program.nodes[input]!.rate === 'sample');
  const columns = truths.map((input) => {
    const name = names.get(input)!;
    return {
      name: model.identifiers.take(`${name}s`),
      text: `values.map(({ ${name} }) => ${name});`,
      input,
    };
  });
  const all = inputs.map(
    (input) => columns.find((each) => each.input === input)?.name ?? operandText(model, input),
  );
  const [likeness, ...rest] = all;
  const head = `const ${names.get(node)!} = op.${operation.kind}`;
  const at = { origin, indent: 2 };
  const args = (own: readonly number[]): readonly string[] => [
    likeness!,
    ...own.map(String),
    ...rest,
  ];
  const judged = (): readonly string[] => {
    switch (operation.kind) {
      case 'triplet':
        return args([operation.margin]);
      case 'alignment':
        return args([operation.classes]);
      default:
        return args([]);
    }
  };
  return [
    ...columns.map(({ name, text }) => ({ text: `  const ${name} = ${text}`, origin })),
    ...call(head, judged(), ';', at),
  ];
}

/** The mean over the samples; what is worked out of the numbers of a batch is worked out for each. */
function averageLines(
  model: ModuleModel,
  scope: StepScope,
  {
    node,
    after,
    batch,
    handed,
  }: Pick<LossSection, 'after' | 'batch'> & {
    readonly node: number;
    readonly handed: readonly number[];
  },
): readonly Line[] {
  const { program, names } = model;
  const { origin } = program.nodes[node]!;
  if (after.length === 0) {
    return [{ text: `  return averageOf(${names.get(node)!});`, origin }];
  }
  const used = new Set(after.flatMap((each) => program.nodes[each]!.inputs));
  const own = handed.filter((each) => used.has(each)).map((each) => names.get(each)!);
  const numbers = batch.filter((each) => used.has(each)).map((each) => names.get(each)!);
  const lists = numbers.map((name) => `const ${name}Here = ${name}[place];`);
  const inside = {
    ...model,
    names: new Map(
      [...names].map(([each, name]) => [each, batch.includes(each) ? `${name}Here` : name]),
    ),
  };
  const taken = own.length === 0 ? '_' : `{ ${own.join(', ')} }`;
  return [
    { text: `  const losses = values.map((${taken}, place) => {`, origin },
    ...lists.map((text) => ({ text: `    ${text}`, origin })),
    ...stepLines(inside, { ...scope, indent: 4 }, after),
    { text: `    return ${operandText(inside, node)};`, origin },
    plain('  });'),
    { text: '  return averageOf(losses);', origin },
  ];
}
