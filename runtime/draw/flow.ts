import type {
  Circuit,
  Input,
  Node,
  Operation,
  Program,
  Statistic,
  Task,
} from '../program/index.ts';
import { namer } from './names.ts';
import { circuitBodies, isInside, modalitiesOf, pathOf } from './provenance.ts';
import { sentencesOf } from './sentences.ts';

/** The classical side of a Program in the steps that its source names: a function called, a circuit, an objective. */
export interface Flow {
  readonly blocks: readonly Block[];
  /** Indices of blocks in lanes: each goes on in one line as long as nothing joins or branches. */
  readonly lanes: readonly Lane[];
}

export interface Block {
  readonly kind: 'input' | 'step' | 'circuit' | 'objective';
  /** `pca`, `eye`, `classify` */
  readonly title: string;
  /** What other blocks call its value: a `let`, a readout, else the title. */
  readonly name: string;
  readonly type: string;
  readonly shape: readonly number[];
  /** Blocks it reads, in order. */
  readonly inputs: readonly number[];
  /** Numbers that training adjusts. */
  readonly weights: number;
  /** Whether it holds a statistic of the training split. */
  readonly fitted: boolean;
  /** Index of the circuit. */
  readonly circuit: number | null;
}

export interface Lane {
  readonly blocks: readonly number[];
  /** What takes the last block's value: sentences, readouts, other blocks. */
  readonly into: readonly string[];
}

export function flowOf(program: Program): Flow {
  const { blocks, blockOf } = collectBlocks(program);
  const consumers = blocks.map((_, index) =>
    blocks.flatMap((block, at) => (block.inputs.includes(index) ? [at] : [])),
  );
  const sentences = sentencesByFeature(program, blockOf);
  const continues = (index: number): boolean => {
    const { inputs, kind } = blocks[index]!;
    const [only] = inputs;
    if (kind !== 'step' || inputs.length !== 1 || only === undefined) return false;
    return consumers[only]!.length === 1 && !isLabel(blocks[only]!);
  };
  const lanes: Lane[] = [];
  blocks.forEach((block, index) => {
    if (continues(index) || isLabel(block) || block.kind === 'objective') return;
    const chain = [index];
    for (;;) {
      const next = consumers[chain.at(-1)!]!;
      if (next.length !== 1 || !continues(next[0]!)) break;
      chain.push(next[0]!);
    }
    const last = chain.at(-1)!;
    const values = consumers[last]!.flatMap((consumer) =>
      destination(blocks[consumer]!, sentences.get(last) ?? []),
    );
    const into = [...new Set([...values, ...readoutsOf(program, blockOf, last)])];
    const judged = consumers[last]!.some((consumer) => blocks[consumer]!.kind === 'objective');
    // A circuit alone is drawn as its registers; where its values go is told by the lanes that read it.
    if (chain.length === 1 && block.kind === 'circuit' && consumers[last]!.length > 0) return;
    lanes.push({ blocks: chain, into: into.length === 0 && judged ? ['objective'] : into });
  });
  return { blocks, lanes };
}

function isLabel(block: Block): boolean {
  return block.kind === 'input' && block.type.startsWith('label ');
}

function destination(block: Block, sentences: readonly string[]): readonly string[] {
  if (block.kind === 'circuit') return sentences;
  return block.kind === 'objective' ? [] : [block.title];
}

function readoutsOf(
  program: Program,
  blockOf: ReadonlyMap<number, number>,
  block: number,
): string[] {
  return program.readouts
    .filter(({ node }) => blockOf.get(node) === block)
    .map(({ name }) => `readout ${name}`);
}

interface Collected {
  readonly blocks: readonly Block[];
  /** By node. Nodes that the flow does not show, such as weights, have none. */
  readonly blockOf: ReadonlyMap<number, number>;
}

function collectBlocks(program: Program): Collected {
  const bodies = circuitBodies(program);
  const members: number[][] = [];
  const blockOf = new Map<number, number>();
  const keys: string[] = [];
  const reads: Set<number>[] = [];
  program.nodes.forEach((node, index) => {
    if (!isLive(program, index) || isInside(program, bodies, node)) return;
    const key = blockKey(program, index);
    const read = blocksBelow(program, blockOf, index);
    const candidates = key.startsWith('objective') ? [...keys.keys()] : read;
    const block =
      candidates.find((one) => keys[one] === key && !closesCircle(reads, one, read)) ??
      members.push([]) - 1;
    keys[block] = key;
    members[block]!.push(index);
    reads[block] = new Set([...(reads[block] ?? []), ...read.filter((one) => one !== block)]);
    blockOf.set(index, block);
  });
  const blocks = members.map((nodes, index) => describe(program, nodes, [...reads[index]!]));
  return { blocks, blockOf };
}

/** A solver is drawn behind its kernel, not behind what that is made of. */
function drawnInputs({ operation, inputs }: Node): readonly number[] {
  return operation.kind === 'solve' && operation.kernel !== null ? [operation.kernel] : inputs;
}

/** Whether a block that also reads these would read itself, as where a call's argument is used beside its value. */
function closesCircle(
  reads: readonly ReadonlySet<number>[],
  block: number,
  others: readonly number[],
): boolean {
  const seen = new Set<number>();
  const reach = (from: number): boolean =>
    [...reads[from]!].some((next) => {
      if (next === block) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reach(next);
    });
  return others.some((other) => other !== block && reach(other));
}

/** Values that differ from sample to sample, and circuits even where they take no feature. */
function isLive(program: Program, index: number): boolean {
  const node = program.nodes[index]!;
  if (node.rate !== 'shared' || node.operation.kind === 'circuit') return true;
  return node.operation.kind !== 'fit' && node.inputs.some((input) => isLive(program, input));
}

/** Nodes of one call belong together, else those of one statement; an objective is one thing. */
function blockKey(program: Program, index: number): string {
  const node = program.nodes[index]!;
  const path = pathOf(program, node.origin);
  const [head = '', call] = path;
  if (head.startsWith('objective')) return head;
  if (node.operation.kind === 'input' || node.operation.kind === 'circuit') return `node ${index}`;
  if (call === undefined) return `origin ${node.origin}`;
  return `${head}\n${call}`;
}

/** Blocks that a node reads, also through nodes that were written inside a circuit. */
function blocksBelow(
  program: Program,
  blockOf: ReadonlyMap<number, number>,
  index: number,
): number[] {
  return drawnInputs(program.nodes[index]!).flatMap((input) => {
    const block = blockOf.get(input);
    return block === undefined ? blocksBelow(program, blockOf, input) : [block];
  });
}

function describe(program: Program, nodes: readonly number[], inputs: readonly number[]): Block {
  const last = nodes.at(-1)!;
  const node = program.nodes[last]!;
  const [head = '', call] = pathOf(program, node.origin);
  const from = nodes
    .flatMap((index) => sharedBelow(program, index))
    .map((index) => program.nodes[index]!);
  const title =
    call ??
    operationNames(
      program,
      nodes.map((index) => program.nodes[index]!),
      from,
    );
  const common = {
    title,
    name: valueName(program, last, title),
    type: '',
    shape: node.shape,
    inputs,
    weights: node.operation.kind === 'circuit' ? 0 : weightsAmong(program, from),
    fitted: from.some(({ operation }) => operation.kind === 'fit'),
    circuit: null,
  };
  if (node.operation.kind === 'input') return inputBlock(program, node.operation.name, common);
  if (node.operation.kind === 'circuit') {
    const { circuit } = node.operation;
    const name = program.circuits.length > 1 ? `circuit ${circuit + 1}` : 'circuit';
    return { ...common, kind: 'circuit', title: name, name, circuit };
  }
  if (head.startsWith('objective'))
    return { ...common, kind: 'objective', name: head.slice('objective'.length).trim() };
  return { ...common, kind: 'step' };
}

function inputBlock(program: Program, name: string, common: Omit<Block, 'kind'>): Block {
  const input = program.inputs.find((each) => each.name === name)!;
  const type = inputType(input);
  return {
    ...common,
    kind: 'input',
    title: name,
    name,
    type: input.role === 'label' ? `label ${type}` : type,
  };
}

/** As a type is written: `image(28, 28)`, `audio(8kHz, 0.5s)?`, `class(10)`. */
function inputType({ type, shape, optional }: Input): string {
  const mark = optional ? '?' : '';
  switch (type.kind) {
    case 'image':
      return `image(${[type.height, type.width, ...(type.channels === null ? [] : [type.channels])].join(', ')})${mark}`;
    case 'audio': {
      const rate = type.rate % 1000 === 0 ? `${type.rate / 1000}kHz` : `${type.rate}Hz`;
      return `audio(${rate}, ${type.seconds}s)${mark}`;
    }
    case 'text':
      return `text(words: ${type.words}, vocabulary: ${type.vocabulary})${mark}`;
    case 'word':
      return `word(${type.modality})${mark}`;
    case 'class':
      return `class(${type.count})${shapeText(shape)}${mark}`;
    case 'tensor':
      return `${type.element}${shapeText(shape)}${mark}`;
  }
}

/** `[4,3]`; empty for a scalar. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? '' : `[${shape.join(',')}]`;
}

function valueName(program: Program, node: number, title: string): string {
  const readout = program.readouts.find((each) => each.node === node)?.name;
  if (readout !== undefined) return readout;
  const bound = /^let (\w+)/.exec(pathOf(program, program.nodes[node]!.origin)[0] ?? '')?.[1];
  const [modality, ...others] = modalitiesOf(program, node);
  const last = title.split(', ').at(-1)!;
  if (bound !== undefined) return bound;
  return modality !== undefined &&
    others.length === 0 &&
    program.nodes[node]!.operation.kind !== 'input'
    ? `${last} of ${modality}`
    : last;
}

/** What a statement without calls does: its features and fits where it has any, else its last operation. */
function operationNames(program: Program, nodes: readonly Node[], from: readonly Node[]): string {
  const decisive = nodes.filter(({ operation }) => DECISIVE.includes(operation.kind));
  if (decisive.length > 0) return [...decisive].reverse().map(operationName).join(' ');
  const telling = nodes.flatMap(({ operation }) =>
    operation.kind === 'feature' ? [operation.feature.kind] : [],
  );
  const statistics = from.flatMap(({ operation }) =>
    operation.kind === 'fit' ? [FITS[operation.statistic]] : [],
  );
  const owners = from.flatMap(({ operation }) =>
    operation.kind === 'parameter'
      ? [ownerOf(program, program.parameters[operation.index]!.path)]
      : [],
  );
  const standsIn = nodes.some(({ operation }) => operation.kind === 'else');
  const weighted = owners.map((name) => (standsIn ? `else ${name}` : name));
  const known = [...telling, ...statistics.filter((name) => name !== undefined), ...weighted];
  const last = nodes.at(-1)!;
  const shaped = last.operation.kind === 'unary' ? [last.operation.function] : [];
  return known.length > 0 ? [...new Set([...known, ...shaped])].join(', ') : operationName(last);
}

/** A weight's path ends in the function that has it and its name there; one of the model itself has its own name. */
function ownerOf(program: Program, path: string): string {
  const [name = '', owner = ''] = path.split('/').reverse();
  return (owner === program.model ? name : owner).replace(/\W.*/, '');
}

/** What says by itself what a statement is for, whatever weights it has. */
const DECISIVE: readonly Operation['kind'][] = [
  'across',
  'contrast',
  'triplet',
  'alignment',
  'solve',
];

/** The library's functions that are made of these statistics. */
const FITS: Readonly<Partial<Record<Statistic, string>>> = {
  principal_axes: 'pca',
  latent_axes: 'lsa',
  inverse_document_frequency: 'tfidf',
  deviation: 'standardise',
  highest: 'scale',
};

function operationName({ operation }: Node): string {
  if (operation.kind === 'feature') return operation.feature.kind;
  if (operation.kind === 'unary' || operation.kind === 'binary' || operation.kind === 'reduce')
    return operation.function;
  if (operation.kind === 'solve') return operation.solver.kind.replaceAll('_', ' ');
  if (operation.kind === 'across') return `across ${operation.modality}`;
  return operation.kind.replaceAll('_', ' ');
}

/** Weights, fits and constants that a node is computed with, through what is computed from them alone. */
function sharedBelow(program: Program, index: number): number[] {
  return program.nodes[index]!.inputs.filter(
    (input) => !isLive(program, input) || program.nodes[input]!.operation.kind === 'fit',
  ).flatMap((input) =>
    program.nodes[input]!.operation.kind === 'fit'
      ? [input]
      : [input, ...sharedBelow(program, input)],
  );
}

function weightsAmong(program: Program, nodes: readonly Node[]): number {
  const indices = nodes.flatMap(({ operation }) =>
    operation.kind === 'parameter' ? [operation.index] : [],
  );
  return [...new Set(indices)].reduce(
    (sum, index) => sum + program.parameters[index]!.shape.reduce((a, b) => a * b, 1),
    0,
  );
}

/** Titles of the sentences whose angles a feature block's values reach. */
function sentencesByFeature(
  program: Program,
  blockOf: ReadonlyMap<number, number>,
): Map<number, string[]> {
  const reached = new Map<number, string[]>();
  for (const circuit of program.circuits) {
    const below = circuit.leaves.map(({ node }) => featureBlocks(program, blockOf, node));
    for (const sentence of sentencesOf(program, circuit)) {
      const blocks = leavesOf(circuit, sentence.gates).flatMap((leaf) => below[leaf]!);
      for (const block of new Set(blocks))
        reached.set(block, [...new Set([...(reached.get(block) ?? []), sentence.title])]);
    }
  }
  return reached;
}

function featureBlocks(
  program: Program,
  blockOf: ReadonlyMap<number, number>,
  node: number,
): readonly number[] {
  const block = blockOf.get(node);
  return block === undefined ? blocksBelow(program, blockOf, node) : [block];
}

function leavesOf(circuit: Circuit, gates: Circuit['gates']): number[] {
  const angles = new Set(gates.flatMap((gate) => gate.angles));
  return [
    ...new Set(
      [...angles].flatMap((angle) => circuit.angles[angle]!.terms.map(({ leaf }) => leaf)),
    ),
  ];
}

/** What an objective is computed from, as a call: `classify(logits, digit)`. */
export function objectiveText(program: Program, flow: Flow, index: number): string {
  const objective = program.objectives[index]!;
  const names = namer(program);
  const block = flow.blocks.find(
    (each) => each.kind === 'objective' && each.name === objective.name,
  );
  if (!block) return names.name(objective.node);
  const [task] = objective.tasks;
  const judges =
    pathOf(program, program.nodes[objective.node]!.origin)[1] ??
    (task ? TASKS[task.kind] : block.title);
  return `${judges}(${block.inputs.map((input) => flow.blocks[input]!.name).join(', ')})`;
}

const TASKS: Readonly<Record<Task['kind'], string>> = {
  classification: 'classify',
  decision: 'classify',
  binary: 'binary',
  regression: 'regress',
  generation: 'generate',
};
