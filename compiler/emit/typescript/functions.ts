import { plain, type Line } from '../lines.ts';
import { absentLines } from './circuit-step.ts';
import { behind } from './dependencies.ts';
import { graphsWithin, operandText } from './graph.ts';
import { camelCase, propertyKey, quoted } from './identifiers.ts';
import type { NameList } from './interfaces.ts';
import { classTypes } from './interfaces.ts';
import { call, object } from './layout.ts';
import { loadLines } from './load.ts';
import { lossFunctions, type AfterForward } from './losses.ts';
import type { ModuleModel } from './model.ts';
import type { PairFunction } from './pairs.ts';
import type { FunctionText, ParameterText } from './parts.ts';
import { isUsed, unusedMarked } from './used.ts';
import type { StepScope } from './step-scope.ts';
import { stepLines } from './steps.ts';
import { inputOf } from './weights.ts';

/** All functions of a module, in its order. */
export function moduleFunctions(
  model: ModuleModel,
  lists: readonly NameList[],
): readonly FunctionText[] {
  const inInput: StepScope = { model, lists, given: 'input', indent: 2 };
  const inSample: StepScope = { ...inInput, given: 'sample' };
  const random = (nodes: readonly number[]): readonly ParameterText[] => randomOf(model, nodes);
  const forward: AfterForward = (scope, lines) => afterForward(model, scope, random, lines);
  const pairs = [...model.pairs.values()];
  return [
    loadFunction(model),
    ...(model.readouts.length > 0 ? [predictFunction(model, inInput, forward)] : []),
    ...pairs.flatMap((pair) => readoutFunctions(model, inInput, pair)),
    ...lossFunctions(model, inSample, { forward, random }),
    ...(model.run.train !== null ? [fitFunction(model)] : []),
    ...(model.sections.forward.length > 0 ? [forwardFunction(model, inInput)] : []),
    ...pairs.map((pair) => betweenFunction(model, inInput, pair)),
  ];
}

function loadFunction(model: ModuleModel): FunctionText {
  return {
    kind: 'function',
    name: 'load',
    about: [
      'Takes what training found out of `checkpoint.json`, given as `JSON.parse` reads it.',
      '@throws UserProblem where it is no checkpoint of this model',
    ],
    exported: true,
    asynchronous: false,
    parameters: [{ name: 'checkpoint', type: 'unknown' }],
    result: `${model.title}Weights`,
    body: loadLines(model),
    origin: null,
  };
}

/** What prediction and loss have in common. */
function forwardFunction(model: ModuleModel, scope: StepScope): FunctionText {
  const { forward, handedOn } = model.sections;
  const { names, program } = model;
  const { origin } = program.nodes[handedOn.at(-1) ?? forward.at(-1)!]!;
  const told = handedOn.map((node) => names.get(node)!);
  const body = [
    ...absentLines(model, forward, scope),
    ...stepLines(model, scope, forward),
    ...object('return ', told, ';', { origin, indent: 2 }),
  ];
  return {
    kind: 'function',
    name: 'forward',
    about: ['What prediction and loss are both made of.'],
    exported: false,
    asynchronous: false,
    parameters: unusedMarked(sampleParameters(model, forward), body),
    result: null,
    body,
    origin,
  };
}

/** Some lines after those that take apart what they use of `forward`. */
function afterForward(
  { sections: { forward, handedOn }, names, program }: ModuleModel,
  { given, indent }: StepScope,
  random: (nodes: readonly number[]) => readonly ParameterText[],
  lines: readonly Line[],
): readonly Line[] {
  const told = handedOn.filter((node) => isUsed(names.get(node)!, lines));
  if (told.length === 0) return lines;
  const args = [given, 'weights', ...random(forward).map(({ name }) => name)];
  const taken = told.map((node) => names.get(node)!);
  const { origin } = program.nodes[told.at(-1)!]!;
  const at = { origin, indent };
  const pattern = `const { ${taken.join(', ')} } = forward`;
  const space = ' '.repeat(indent);
  if (`${space}${pattern}(`.length <= 100) return [...call(pattern, args, ';', at), ...lines];
  const called = `forward(${args.join(', ')});`;
  const whole = `${space}const { ${taken.join(', ')} } =`;
  const taking =
    whole.length <= 100
      ? [whole, `${space}  ${called}`].map((text) => ({ text, origin }))
      : object('const ', taken, ` = ${called}`, at);
  return [...taking, ...lines];
}

function predictFunction(
  model: ModuleModel,
  scope: StepScope,
  forward: AfterForward,
): FunctionText {
  const { sections, title } = model;
  const draws = randomOf(model, [...sections.forward, ...sections.predict]).length > 0;
  const body = forward(scope, [
    ...absentLines(model, sections.predict, scope),
    ...stepLines(model, scope, sections.predict),
    ...resultLines(model, scope.lists),
  ]);
  return {
    kind: 'function',
    name: 'predict',
    about: [
      'Predicts one sample.',
      ...(draws ? ['@param random numbers in [0, 1), which decide what is drawn'] : []),
      '@throws UserProblem where a modality has more or fewer numbers than it should',
    ],
    exported: true,
    asynchronous: false,
    parameters: unusedMarked(
      sampleParameters(model, [...sections.forward, ...sections.predict]),
      body,
    ),
    result: `${title}Output`,
    body,
    origin: null,
  };
}

/** What a pair function reads of the two samples, and what it makes of them. */
function betweenFunction(model: ModuleModel, scope: StepScope, pair: PairFunction): FunctionText {
  const { origin } = model.program.nodes[pair.root]!;
  const body = [
    ...stepLines(model, scope, pair.steps),
    { text: `  return ${operandText(model, pair.root)};`, origin },
  ];
  return {
    kind: 'function',
    name: pair.name,
    about: ['Of two samples.'],
    exported: pair.readout !== undefined,
    asynchronous: false,
    parameters: unusedMarked(
      [
        { name: 'left', type: pair.sides.left },
        { name: 'right', type: pair.sides.right },
        { name: 'weights', type: `${model.title}Weights` },
      ],
      body,
    ),
    result: 'Tensor',
    body,
    origin,
  };
}

/** A readout of two samples: a function of both, and what it reads of each. */
function readoutFunctions(
  model: ModuleModel,
  scope: StepScope,
  pair: PairFunction,
): readonly FunctionText[] {
  const { program, title, identifiers, docs, names } = model;
  const { readout, sides, left, right } = pair;
  if (readout === undefined) return [];
  const { origin } = program.nodes[pair.root]!;
  const isSame = sides.left === sides.right;
  const word = camelCase(readout.name);
  const readers = (isSame ? [left] : [left, right]).map((nodes, k) => {
    const name = identifiers.take(`${word}${isSame ? 'Side' : k === 0 ? 'Left' : 'Right'}`);
    const steps = stepsBehind(model, nodes);
    const told = nodes.map((node) => names.get(node)!);
    const body = [
      ...absentLines(model, steps, scope),
      ...stepLines(model, scope, steps),
      ...object('return ', told, ';', { origin, indent: 2 }),
    ];
    const reader: FunctionText = {
      kind: 'function',
      name,
      about: [`What \`${readout.name}\` compares of a sample.`],
      exported: true,
      asynchronous: false,
      parameters: unusedMarked(
        [
          { name: 'input', type: inputTypeOf(model, steps) },
          { name: 'weights', type: `${title}Weights` },
        ],
        body,
      ),
      result: k === 0 ? sides.left : sides.right,
      body,
      origin,
    };
    return reader;
  });
  const [ofLeft, ofRight = ofLeft] = readers;
  const own = docs.of('readout', readout.name);
  const missing = [...left, ...right].some((node) => model.optional.has(node));
  const between = `${pair.name}(${ofLeft!.name}(left, weights), ${ofRight!.name}(right, weights), weights)`;
  const likeness: FunctionText = {
    kind: 'function',
    name: identifiers.take(word),
    about: [
      ...(own === '' ? [] : [...own.split('\n'), '']),
      `The readout \`${readout.name}\` of two samples.`,
      `Of many, work out \`${ofLeft!.name}\`${isSame ? '' : ` and \`${ofRight!.name}\``} once for each and compare with \`${pair.name}\`.`,
    ],
    exported: true,
    asynchronous: false,
    parameters: [
      { name: 'left', type: ofLeft!.parameters[0]!.type },
      { name: 'right', type: ofRight!.parameters[0]!.type },
      { name: 'weights', type: `${title}Weights` },
    ],
    result: missing ? 'number | undefined' : 'number',
    body: call('return numberOf', [between], ';', { origin, indent: 2 }),
    origin,
  };
  return [likeness, ...readers];
}

/** The lines that lead to some nodes of one sample. */
function stepsBehind(
  { program, nodes }: ModuleModel,
  targets: readonly number[],
): readonly number[] {
  const needed = behind(program, targets);
  return nodes.filter((node) => needed.has(node));
}

/** The modalities that some steps read, of all those of a sample. */
function inputTypeOf(
  { program, modalities, title }: ModuleModel,
  steps: readonly number[],
): string {
  const read = new Set(steps.flatMap((node) => inputOf(program.nodes[node]!)));
  const names = modalities.filter(({ name }) => read.has(name)).map(({ name }) => quoted(name));
  return names.length === modalities.length
    ? `${title}Input`
    : `Pick<${title}Input, ${names.join(' | ')}>`;
}

/** Trains on samples in memory; the Program and its settings come from a module beside this one, when they are needed. */
function fitFunction({ title, options, run }: ModuleModel): FunctionText {
  const companion = options.companion ?? `./${options.file.replace(/\.ts$/, '')}.run.ts`;
  return {
    kind: 'function',
    name: 'fit',
    about: [
      `Trains on samples in memory: as \`train ${run.name}\` says, unless \`options\` say otherwise.`,
      '@throws UserProblem where samples or settings do not fit the model',
    ],
    exported: true,
    asynchronous: true,
    parameters: [
      { name: 'samples', type: `readonly ${title}Sample[]` },
      { name: 'options', type: 'FitOptions', fallback: '{}' },
    ],
    result: `Promise<Fitted<${title}Weights>>`,
    body: [
      plain(`  const { run } = await import(${quoted(companion)});`),
      plain('  return fitRun(run, samples, load, options);'),
    ],
    origin: null,
  };
}

function sampleParameters(model: ModuleModel, nodes: readonly number[]): readonly ParameterText[] {
  return [
    { name: 'input', type: `${model.title}Input` },
    { name: 'weights', type: `${model.title}Weights` },
    ...randomOf(model, nodes),
  ];
}

/** A source of chance, where something is drawn. */
function randomOf(model: ModuleModel, nodes: readonly number[]): readonly ParameterText[] {
  const inside = nodes.flatMap((node) => {
    const body = model.bodies.get(node);
    return body ? graphsWithin(body).flatMap((each) => each.program.nodes) : [];
  });
  const draws = [...nodes.map((node) => model.program.nodes[node]!), ...inside].some(
    ({ operation }) => operation.kind === 'draw' || operation.kind === 'sample',
  );
  return draws ? [{ name: 'random', type: '() => number', fallback: 'Math.random' }] : [];
}

function resultLines(model: ModuleModel, lists: readonly NameList[]): readonly Line[] {
  const { program, readouts, names, classes } = model;
  const entries = readouts.map(({ name, node }) => {
    const { shape, origin } = program.nodes[node]!;
    const reader = shape.length === 0 ? 'numberOf' : 'numbersOf';
    return { text: `    ${propertyKey(name)}: ${reader}(${names.get(node)!}),`, origin };
  });
  const told = classes && classifyText(model, lists);
  const first = entries[0]?.origin ?? classes?.label.origin ?? null;
  return [
    { text: '  return {', origin: first },
    ...entries,
    ...(told === undefined ? [] : [{ text: `    ...${told},`, origin: classes!.label.origin }]),
    plain('  };'),
  ];
}

function classifyText(model: ModuleModel, lists: readonly NameList[]): string {
  const { task, scores } = model.classes!;
  const reader = { binary: 'judge', classification: 'classify', decision: 'decide' }[task.kind];
  const name = model.names.get(scores)!;
  const text = `${reader}(${name}, ${classTypes(model, lists)!.names})`;
  return model.optional.has(scores) ? `(${name} && ${text})` : text;
}
