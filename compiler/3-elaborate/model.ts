import type {
  Argument,
  Item,
  Metric as MetricItem,
  ModelDeclaration,
  Objective as ObjectiveItem,
  Readout,
} from '../../grammar/tree.ts';
import type { Input, Metric, Objective, Output, Program } from '../../runtime/program/index.ts';
import type { World } from '../1-resolve/world.ts';
import { inferSizes } from '../2-infer/infer.ts';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.ts';
import { objectivesAfterTraining } from './after-training.ts';
import { ancestry } from './ancestry.ts';
import { bindHeader, givenArguments } from './arguments.ts';
import { described, typeText } from './describe.ts';
import { createElaboration } from './elaboration.ts';
import type { Fact } from './facts.ts';
import { finishProgram } from './finish.ts';
import {
  createOrdinals,
  locate,
  named,
  noArguments,
  Refusal,
  textAt,
  type Elaboration,
  type Frame,
} from './frame.ts';
import { inferredOf } from './headers.ts';
import { declareInput } from './inputs.ts';
import { metricOf } from './metrics.ts';
import { note } from './note.ts';
import { live, type QubitRecord } from './quantum.ts';
import { refuse, silently } from './report.ts';
import { labelPlace, poison } from './sentences.ts';
import { elements, type Callable, type Tensor, type Value } from './value.ts';

/** A model with its arguments: the figures the checker reports, and the Program when all of it can be run. */
export interface ElaboratedModel {
  readonly qubits: number;
  readonly live: number;
  readonly parameters: number;
  readonly outputs: Readonly<Record<string, string>>;
  /** Null when something is wrong or cannot be run yet. */
  readonly program: Program | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly facts: readonly Fact[];
  /** Every qubit of the model, for the lints. */
  readonly qubitRecords: readonly QubitRecord[];
}

export interface ModelRequest {
  readonly world: World;
  readonly file: string;
  readonly model: ModelDeclaration;
  /** Of the `train` that asks for it. */
  readonly arguments: readonly Argument[];
  readonly coupling: Elaboration['coupling'];
  readonly noisy: Elaboration['noisy'];
  /** Syntax errors of the file: a statement that has one was reported, and what it binds is silent. */
  readonly broken: readonly Location[];
}

interface Collected {
  readonly inputs: Input[];
  readonly readouts: Output[];
  readonly objectives: Objective[];
  readonly metrics: Metric[];
  readonly outputs: Record<string, string>;
  /** Objectives that were refused. */
  readonly refused: ObjectiveItem[];
  /** Where each objective stands. */
  readonly objectivesAt: Location[];
}

/** Reads a model with all sizes known: its qubits, gates, weights and dataflow. */
export function elaborateModel(request: ModelRequest): ElaboratedModel {
  const elaboration = createElaboration(request.world, request);
  const frame = modelFrame(elaboration, request);
  const collected: Collected = {
    inputs: [],
    readouts: [],
    objectives: [],
    metrics: [],
    outputs: {},
    refused: [],
    objectivesAt: [],
  };
  const broken = request.broken.filter((one) => one.file === request.file);
  for (const item of request.model.items) {
    if (broken.some((one) => one.start <= item.span.end && one.end >= item.span.start))
      silence(frame, item);
    else readItem(frame, collected, item);
  }
  const program = finished(elaboration, request.model.name.text, collected);
  if (program) {
    const found = objectivesAfterTraining(program, collected.objectivesAt, (at) =>
      textAt(frame, at),
    );
    elaboration.diagnostics.push(...found);
  }
  const { qubits } = elaboration.quantum;
  return {
    qubits: qubits.length,
    live: live(
      elaboration.quantum,
      qubits.map((_, id) => id),
    ).length,
    parameters: elaboration.parameters.count(),
    outputs: collected.outputs,
    program,
    diagnostics: withoutGuesses(elaboration),
    facts: elaboration.facts.all,
    qubitRecords: qubits,
  };
}

/** Null where something is wrong. */
function finished(
  elaboration: Elaboration,
  model: string,
  { inputs, readouts, objectives, metrics }: Collected,
): Program | null {
  if (elaboration.diagnostics.some((one) => one.severity === 'error')) return null;
  return finishProgram(elaboration, { model, inputs, readouts, objectives, metrics });
}

/** After a size was guessed, no other size says anything. */
function withoutGuesses({ diagnostics, guesses }: Elaboration): readonly Diagnostic[] {
  const sizes = ['size-mismatch', 'requirement-failed', 'index-out-of-range', 'broadcast-mismatch'];
  return guesses.size === 0 ? diagnostics : diagnostics.filter(({ code }) => !sizes.includes(code));
}

function modelFrame(
  elaboration: Elaboration,
  { world, file, model, arguments: written }: ModelRequest,
): Frame {
  const names = new Map<string, Value>();
  const empty = inferSizes(world, file, new Map(), []);
  const frame: Frame = {
    elaboration,
    file,
    body: 'model',
    names,
    outer: null,
    path: [model.name.text],
    trace: [model.name.text],
    loops: [],
    sizes: empty,
    ordinals: createOrdinals(),
    site: null,
    sharing: null,
    sink: { gates: elaboration.quantum.gates, unitaryOnly: null },
    when: [],
    conditions: [],
    presence: null,
  };
  guarded(frame, () => {
    const callable: Callable = {
      kind: 'callable',
      callee: { kind: 'intrinsic', name: model.name.text },
      given:
        written.length === 0
          ? noArguments
          : givenArguments({ ...frame, names: new Map() }, written),
      width: () => undefined,
      copy: null,
    };
    bindHeader(frame, frame, callable, model.parameters, [], locate(frame, model.header));
  });
  const known = new Map(
    [...names].map(([name, value]) => [name, inferArgument(frame, model, written, name, value)]),
  );
  return { ...frame, sizes: inferSizes(world, file, known, model.items) };
}

/** A circuit argument is known to inference by the call that names it. */
function inferArgument(
  frame: Frame,
  model: ModelDeclaration,
  written: readonly Argument[],
  name: string,
  value: Value,
): ReturnType<typeof inferredOf> {
  if (value.kind !== 'callable') return inferredOf(value);
  const position = model.parameters.findIndex((one) => one.name.text === name);
  const argument =
    written.find((one) => one.name?.text === name) ??
    written.filter((one) => one.name === null)[position];
  const expression = argument?.value ?? model.parameters[position]?.default;
  if (expression?.kind !== 'call') return inferredOf(value);
  return {
    kind: 'callable',
    call: expression,
    scope: { path: frame.file, names: new Map(), outer: undefined },
  };
}

/** Runs one statement; a refusal is reported and what the statement binds is silent afterwards. */
function guarded(frame: Frame, body: () => void): boolean {
  try {
    body();
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { diagnostics, astray } = frame.elaboration;
    const { diagnostic } = error;
    if (diagnostic && !(astray.yes && dependsOnState(diagnostic))) diagnostics.push(diagnostic);
    return false;
  }
}

/** Mistakes that may only follow from what a sentence on an unknown register did not do. */
function dependsOnState({ code }: Diagnostic): boolean {
  const codes: readonly string[] = [
    ...['fuse-needs-sources', 'evolve-spans-sources', 'nothing-to-train', 'size-mismatch'],
    ...['dropped-qubit', 'needs-fresh-qubits', 'broadcast-mismatch', 'rate-mismatch'],
  ];
  return codes.includes(code);
}

function readItem(frame: Frame, collected: Collected, item: Item): void {
  const done = guarded(frame, () => {
    switch (item.kind) {
      case 'modality':
      case 'label': {
        const { input, tensor } = declareInput(frame, item);
        collected.inputs.push(input);
        frame.names.set(input.name, tensor);
        if (input.optional) frame.elaboration.optional.add(input.name);
        if (item.kind === 'label') frame.elaboration.labels.add(input.name);
        note(frame, item.name.span, `${input.name}: ${typeText(tensor)}`, item.doc);
        return;
      }
      case 'readout':
        readout(frame, collected, item);
        return;
      case 'objective':
        objective(frame, collected, item);
        return;
      case 'metric':
        metric(frame, collected, item);
        return;
      case 'let':
      case 'param':
      case 'fit':
      case 'require':
      case 'register':
      case 'encode':
      case 'fuse':
      case 'evolve':
        frame.elaboration.rules.statement(frame, item);
    }
  });
  if (done) return;
  silence(frame, item);
  if (item.kind === 'objective') collected.refused.push(item);
}

/** One mistake, one error: what a failed statement binds or acts on is silent from here on. */
function silence(frame: Frame, item: Item): void {
  if (item.kind === 'register') {
    for (const wire of item.wires) frame.names.set(wire.name.text, { kind: 'failed' });
  } else if (item.kind === 'encode' || item.kind === 'fuse' || item.kind === 'evolve') {
    for (const operand of item.operands) poison(frame, operand);
  } else if ('name' in item && item.name !== null) {
    frame.names.set(item.name.text, { kind: 'failed' });
  }
}

function readout(frame: Frame, collected: Collected, item: Readout): void {
  const { graph, rules } = frame.elaboration;
  const at = locate(frame, item.span);
  graph.from(at, [...frame.trace, `readout ${item.name.text}`]);
  const value = rules.expression(named(frame, item.name.text), item.value);
  if (value.kind === 'failed') silently();
  if (value.kind !== 'tensor') {
    refuse('type-mismatch', 'default', locate(frame, item.value.span), {
      what: `\`${item.name.text}\``,
      found: described(value),
      wanted: 'a number or a tensor: `expect(...)` reads an observable, `probs(...)` a register',
    });
  }
  refuseLeak(frame, item.name.text, value, locate(frame, item.value.span));
  const type = item.type ? textAt(frame, locate(frame, item.type.span)) : typeText(value);
  collected.outputs[item.name.text] = type;
  collected.readouts.push({ name: item.name.text, node: value.node(), type });
  frame.names.set(item.name.text, value);
  note(frame, item.name.span, `${item.name.text}: ${type}`, item.doc);
}

/** A readout that reads a label would be given the answer; what a solver fitted to it was given it in training only. */
function refuseLeak(frame: Frame, readout: string, value: Tensor, at: Location): void {
  const { labels, world } = frame.elaboration;
  const label = [...value.sources].find((name) => labels.has(name));
  const solves = /\b(?:svm|ridge|logistic|spectral|kmeans|kernel_pca)\s*\(/;
  if (label === undefined || solves.test(world.modules.get(frame.file)?.text ?? '')) return;
  const related = labelPlace(frame, label);
  refuse('label-in-features', 'readout', at, { name: label, readout }, { related });
}

function objective(frame: Frame, collected: Collected, item: ObjectiveItem): void {
  const { graph, rules, tasks } = frame.elaboration;
  const at = locate(frame, item.span);
  const name = item.name?.text ?? '';
  graph.from(at, [...frame.trace, name === '' ? 'objective' : `objective ${name}`]);
  tasks.length = 0;
  const value = rules.expression(named(frame, name === '' ? 'objective' : name), item.value);
  if (value.kind === 'failed') silently();
  const tensor = scalarOf(frame, value, locate(frame, item.value.span), 'an objective');
  if (tensor.rate === 'pair') {
    refuse('rate-mismatch', 'default', locate(frame, item.value.span), {
      what: `\`${textAt(frame, locate(frame, item.value.span))}\``,
      found: 'a pair of samples',
      wanted: 'one sample or a batch (`contrast`, `alignment`)',
    });
  }
  if (!tensor.trainable) {
    const what = textAt(frame, locate(frame, item.value.span));
    refuse('nothing-to-train', 'default', at, { what });
  }
  refuseDraws(frame, tensor, at);
  collected.objectives.push({ name, node: tensor.node(), tasks: [...tasks] });
  collected.objectivesAt.push(at);
}

/** The gradient that training follows ends where a bit string is drawn. */
function refuseDraws({ elaboration }: Frame, value: Tensor, at: Location): void {
  const { nodes } = elaboration.graph;
  const drawn = [...ancestry(elaboration, value.node())].some(
    (node) => nodes[node]!.operation.kind === 'sample',
  );
  if (!drawn) return;
  refuse(
    'draw-in-objective',
    'default',
    at,
    {},
    {
      help: 'Use `expect(Z(q))` or `probs(q)` instead, or `mmd` or `divergence` of the bits as they are drawn.',
    },
  );
}

function scalarOf(frame: Frame, value: Value, at: Location, role: string): Tensor {
  if (value.kind === 'tensor' && elements(value.shape) === 1 && value.element.kind !== 'class')
    return value;
  return refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(frame, at)}\``,
    found: described(value),
    wanted: `a single number, as ${role} is`,
  });
}

function metric(frame: Frame, collected: Collected, item: MetricItem): void {
  frame.elaboration.graph.from(locate(frame, item.span), [
    ...frame.trace,
    `metric ${item.name.text}`,
  ]);
  try {
    collected.metrics.push(metricOf(frame, item));
  } catch (error) {
    // Sizes that an objective found not to fit do not fit a metric of the same values either.
    const isSize = error instanceof Refusal && error.diagnostic?.code === 'size-mismatch';
    if (isSize && collected.refused.length > 0) silently();
    throw error;
  }
}
