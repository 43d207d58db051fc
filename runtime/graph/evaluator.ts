import { EXACT, UserProblem } from '../program/index.ts';
import type {
  Body,
  Execution,
  GradientMethod,
  Node,
  Objective,
  Program,
} from '../program/index.ts';
import type { BodySite } from './body.ts';
import { ancestors, classNodes, missesWithout } from './dependencies.ts';
import { createDraws } from './draws.ts';
import type { Draws } from './draws.ts';
import { sizeOf } from './kernel.ts';
import type { Kernel, Operand } from './kernel.ts';
import { circuit } from './operations/circuit.ts';
import { fold } from './operations/fold.ts';
import { bindOperation } from './operations/index.ts';
import { map } from './operations/map.ts';
import { solve } from './operations/solve.ts';
import { across } from './pairs/across.ts';
import { bindBatchObjective, bindPairs } from './pairs/bind.ts';
import { sidesOf } from './pairs/pair.ts';
import type { OverlapShots } from './pairs/pair.ts';
import { absence, createPresence } from './presence.ts';
import type { Presence } from './presence.ts';
import type { Landmarks, Solved } from './solved.ts';
import { needsOf, terms } from './terms.ts';
import type { Term } from './terms.ts';
import { parameterView } from './weights.ts';
import type { Weights } from './weights.ts';
import type { Asking, Truncation } from '../simulate/index.ts';
import type { Pool } from '../threads/pool.ts';

export interface EvaluatorOptions {
  readonly program: Program;
  /** Nodes whose values are wanted. */
  readonly targets: readonly number[];
  /** Nodes whose values the caller writes into `operand(node).value`: all inputs and fits on the way, at least. */
  readonly given: ReadonlySet<number>;
  /** Most samples of a batch. */
  readonly capacity: number;
  readonly weights: Weights;
  /** `weights` to differentiate with respect to them, `none` to save the memory. */
  readonly differentiate: 'weights' | 'none';
  readonly precision: 'f32' | 'f64';
  /** Of the circuits. Default: exactly. */
  readonly execution?: Execution;
  /** How circuits are differentiated. Default: `adjoint`. */
  readonly gradient?: GradientMethod;
  /** Runs circuits elsewhere; those in bodies run here all the same. Default: all run here. */
  readonly asking?: Asking | undefined;
  /** Threads that share the work on a batch. Default: the calling one alone. */
  readonly pool?: Pool | undefined;
  /** Told what matrix product states of wide circuits had to leave out, after each batch. */
  readonly onTruncation?: ((truncation: Truncation) => void) | undefined;
  /** Inputs that a sample may lack. */
  readonly mayLack: readonly string[];
  /** Summands of it whose needs are not met count nothing. */
  readonly objective?: Pick<Objective, 'node'> | undefined;
  /** Given nodes whose value does not depend on the sample any more: something stands in for them. */
  readonly stoodIn?: ReadonlySet<number>;
  /** Of the numbers that are drawn. Default: 0. */
  readonly seed?: number;
  /** Of the evaluation around a body, which its body shares. */
  readonly draws?: Draws;
  /** Of a body: names it among those of the evaluation around it. */
  readonly place?: string;
  /** Trained parameters, by index; those of the others keep a gradient of zero. Default: all. */
  readonly trained?: (parameter: number) => boolean;
  /** Given nodes whose gradient the caller wants: arguments of a body. */
  readonly differentiated?: ReadonlySet<number>;
  /** Arguments of a body whose entries are classes. */
  readonly classes?: ReadonlySet<number>;
  /** The right samples of every pair. Default: those of the batch. */
  readonly rights?: Landmarks;
  /** What solvers were fitted to, by node: of all that lie on the way. */
  readonly solved?: ReadonlyMap<number, Solved>;
}

/** A part of a Program's dataflow graph ready to run on batches, its memory laid out once. */
export interface Evaluator {
  /** Does the node lie on the way from the given nodes to the targets? */
  has(node: number): boolean;
  /** Buffers of a node on the way. */
  operand(node: number): Operand;
  readonly presence: Presence;
  /** Has the sample no value at this node (a modality or a label is absent)? */
  absent(node: number): (sample: number) => boolean;
  /** Has the sample a summand of the objective? */
  readonly counts: (sample: number) => boolean;
  /**
   * Begins the stream of drawn numbers that has this name.
   * @param trial of several that see the same numbers; outcomes of circuits are drawn for each
   */
  restartDraws(name: string, trial?: number): void;
  /** Works out every node that is not given, for the first `batch` samples. */
  forward(batch: number): void;
  /**
   * After `forward`: adds to `weights.gradients` the derivative of `sum(seed * value)` of `target`.
   * @param seed row-major `[batch, ...shape]` of the target
   */
  backward(batch: number, target: number, seed: Float64Array): void;
}

interface Step {
  readonly node: number;
  readonly operand: Operand;
  readonly kernel: Kernel;
  /** How many values a batch has, and how many of them the kernel is asked for: of pairs, it counts left samples. */
  readonly rows: (batch: number) => number;
  readonly count: (batch: number) => number;
  readonly mask: ((values: Float64Array, batch: number) => void) | undefined;
}

/** @throws UserProblem `not-yet` for a fixed feature of something trainable. */
export function createEvaluator(options: EvaluatorOptions): Evaluator {
  const { program, given, capacity } = options;
  const needed = ancestors(program, options.targets, (node) => given.has(node));
  const presence = createPresence(options.mayLack, capacity);
  const stoodIn = options.stoodIn ?? new Set<number>();
  const summands = options.objective ? terms(program, options.objective.node, stoodIn) : [];
  const draws = options.draws ?? createDraws(options.seed ?? 0);
  const operands = new Map<number, Operand>();
  const steps: Step[] = [];
  const givenMasks: (() => void)[] = [];
  const rights = (batch: number): number => options.rights?.count ?? batch;
  let batchSize = 0;

  for (const index of needed) {
    const node = program.nodes[index]!;
    const operand = allocate(node, index);
    operands.set(index, operand);
    const term = summands.find((each) => each.node === index);
    const mask = term && maskOf(term, operand, presence);
    const kernel = given.has(index) ? undefined : bind(node, index, operand);
    if (kernel) steps.push({ node: index, operand, kernel, ...countsOf(node), mask });
    else if (mask) givenMasks.push(() => mask(operand.value, batchSize));
  }
  const pathsTo = new Map<number, readonly Step[]>();

  return {
    presence,
    has: (node) => operands.has(node),
    operand: operandOf,
    absent: (node) => lacks(needsOf(program, node, stoodIn)),
    counts: countedSamples(summands, presence),
    restartDraws: (name, trial) => draws.restart(name, trial),
    forward(batch) {
      batchSize = batch;
      for (const mask of givenMasks) mask();
      for (const { operand, kernel, count, mask } of steps) {
        kernel.forward(count(batch));
        mask?.(operand.value, batch);
      }
    },
    backward(batch, target, seed) {
      const { gradient, stride, size } = operandOf(target);
      if (!gradient) return;
      const path = pathTo(target);
      for (const { operand, rows } of path)
        operand.gradient!.fill(0, 0, rows(batch) * operand.size);
      for (let sample = 0; sample < batch; sample++) {
        for (let i = 0; i < size; i++) gradient[sample * stride + i]! += seed[sample * size + i]!;
      }
      for (const { operand, kernel, count, mask } of path) {
        mask?.(operand.gradient!, batch);
        kernel.backward(count(batch));
      }
    },
  };

  function operandOf(index: number): Operand {
    const operand = operands.get(index);
    if (!operand) throw new Error(`node ${index} is not part of this evaluation`);
    return operand;
  }

  /** Steps that `target` depends on and that weights change, last first. */
  function pathTo(target: number): readonly Step[] {
    const known = pathsTo.get(target);
    if (known) return known;
    const on = new Set(ancestors(program, [target], (node) => given.has(node)));
    const path = steps.filter(({ node, operand }) => on.has(node) && operand.gradient).reverse();
    pathsTo.set(target, path);
    return path;
  }

  function allocate(node: Node, index: number): Operand {
    const { operation, shape } = node;
    const { weights } = options;
    const size = sizeOf(shape);
    if (operation.kind === 'parameter') {
      const value = parameterView(weights, weights.values, operation.index);
      const gradient = isDifferentiated(node, index)
        ? parameterView(weights, weights.gradients, operation.index)
        : null;
      return { shape, size, stride: 0, value, gradient };
    }
    const stride = node.rate === 'shared' ? 0 : size;
    const length = countsOf(node).rows(capacity) * size;
    const value = new Float64Array(length);
    if (operation.kind === 'constant') value.set(operation.values);
    const gradient = isDifferentiated(node, index) ? new Float64Array(length) : null;
    return { shape, size, stride, value, gradient };
  }

  function countsOf({ rate, operation }: Node): Pick<Step, 'rows' | 'count'> {
    if (rate === 'shared') return { rows: () => 1, count: () => 1 };
    if (rate === 'sample') return { rows: (batch) => batch, count: (batch) => batch };
    const rows = (batch: number): number => batch * rights(batch);
    return { rows, count: sidesOf(operation) ? (batch) => batch : rows };
  }

  /** Does a trained parameter, or something else that a derivative is asked for, enter the node? */
  function isDifferentiated({ operation, inputs }: Node, index: number): boolean {
    if (options.differentiate === 'none') return false;
    if (given.has(index)) return options.differentiated?.has(index) ?? false;
    if (operation.kind === 'parameter') return options.trained?.(operation.index) ?? true;
    if (operation.kind === 'sample') return false;
    return inputs.some((input) => operandOf(input).gradient !== null);
  }

  function bind(node: Node, index: number, output: Operand): Kernel | undefined {
    const { operation } = node;
    const inputs = node.inputs.map(operandOf);
    switch (operation.kind) {
      case 'constant':
      case 'parameter':
        return undefined;
      case 'input':
      case 'fit':
      case 'argument':
        throw new Error(`the value of a node of kind ${operation.kind} has to be given`);
      case 'map':
        return map(bodySite(operation.body, [0], index, output));
      case 'fold':
        return fold(bodySite(operation.body, [1, 0], index, output));
      case 'draw':
      case 'sample':
        return draws.kernel(operation, inputs, output);
      case 'circuit': {
        const described = program.circuits[operation.circuit]!;
        const leafOperands = described.leaves.map((leaf) => operandOf(leaf.node));
        const { precision, pool, onTruncation, execution = EXACT, gradient = 'adjoint' } = options;
        const place = placeOf(index);
        return circuit({
          circuit: described,
          leafOperands,
          inputs,
          output,
          capacity,
          presence,
          precision,
          execution,
          gradient,
          outcomes: (lacking) => draws.outcomes(execution.seed, [place, ...lacking].join('-')),
          elsewhere: options.asking && { asking: options.asking, isBehind: isBehind(node) },
          pool,
          onTruncation,
        });
      }
      case 'overlap':
      case 'cosine':
      case 'rbf':
        return bindPairs(operation, {
          inputs: pairInputs(node),
          output,
          rights,
          isWithin: !options.rights,
          drawn: drawnOverlaps(index),
        });
      case 'across':
        return across({
          ...bodySite(operation.body, [], index, output),
          inputs: pairInputs(node),
          operation,
          rights,
          isWithin: !options.rights,
          drawn: undefined,
          rightFlags: (name) =>
            options.rights
              ? (options.rights.present.get(name) ?? everyone(options.rights.count))
              : presence.flags.get(name)!,
        });
      case 'contrast':
      case 'triplet':
      case 'alignment':
        return bindBatchObjective(operation, {
          inputs,
          output,
          absent: lacks(needsOf(program, index, stoodIn)),
        });
      case 'solve':
        return solve({
          inputs,
          nodes: node.inputs,
          output,
          presence,
          operation,
          solved: solvedAt(index),
          open: openKernel(node),
        });
      default:
        if (operation.kind === 'feature' && output.gradient) throw notYet(operation.feature.kind);
        return bindOperation(operation, { inputs, output }, lacks(absentNames(node)));
    }
  }

  /** Does a circuit enter what is worked out at the node? */
  function isBehind({ inputs }: Node): boolean {
    const behind = ancestors(program, inputs, (each) => given.has(each));
    return behind.some((each) => program.nodes[each]!.operation.kind === 'circuit');
  }

  function lacks(names: readonly string[]): (sample: number) => boolean {
    return absence(presence, names) ?? (() => false);
  }

  /** What is read of the right samples stands elsewhere where those are not the batch. */
  function pairInputs({ operation, inputs }: Node): Operand[] {
    return inputs.map((input, position) => {
      const own = operandOf(input);
      const value = options.rights?.values.get(input);
      const isRight = sidesOf(operation)?.[position] === 'right';
      return isRight && value && own.stride > 0 ? { ...own, value, gradient: null } : own;
    });
  }

  function drawnOverlaps(index: number): OverlapShots | undefined {
    const { shots, seed } = options.execution ?? EXACT;
    return shots === null ? undefined : { shots, random: draws.outcomes(seed, placeOf(index)) };
  }

  /** Names a node among all of the evaluation, those in bodies included. */
  function placeOf(index: number): string {
    return `${options.place ?? ''}${index}`;
  }

  function solvedAt(index: number): Solved {
    const solved = options.solved?.get(index);
    if (!solved) throw new Error(`the solver of node ${index} was not fitted`);
    return solved;
  }

  /** An evaluator of a solver's kernel between the samples of a batch and its landmarks. */
  function openKernel({ operation, inputs }: Node): (landmarks: Landmarks) => Evaluator {
    return (landmarks) =>
      createEvaluator({
        program,
        targets: operation.kind === 'solve' && operation.kernel !== null ? [operation.kernel] : [],
        given: new Set(inputs),
        capacity,
        weights: options.weights,
        differentiate: 'none',
        precision: options.precision,
        ...chosenExecution(options),
        pool: options.pool,
        onTruncation: options.onTruncation,
        mayLack: options.mayLack,
        stoodIn,
        rights: landmarks,
      });
  }

  /** @param first positions that inputs are handed in at where those are not the same */
  function bodySite(
    body: Body,
    first: readonly number[],
    index: number,
    output: Operand,
  ): BodySite {
    const node = program.nodes[index]!;
    const inputAt = (position: number): number => node.inputs[first[position] ?? position]!;
    const isClass = classNodes(program, options.classes ?? new Set());
    const misses = options.mayLack.map((name) => missesWithout(program, name, stoodIn));
    const nodes = body.nodes.map((inner): Node => {
      if (inner.operation.kind !== 'argument') return inner;
      const input = inputAt(inner.operation.position);
      return { ...inner, needs: options.mayLack.filter((_, name) => misses[name]![input]) };
    });
    const handed = (chosen: (position: number) => boolean): ReadonlySet<number> =>
      new Set(
        nodes.flatMap(({ operation }, index) =>
          operation.kind === 'argument' && chosen(operation.position) ? [index] : [],
        ),
      );
    return {
      body,
      inputs: node.inputs.map(operandOf),
      output,
      capacity,
      presence,
      sparse:
        first.length > 0 &&
        isClass[node.inputs[0]!]! &&
        operandOf(node.inputs[0]!).shape.length === 1,
      open: (rows, differentiated) =>
        createEvaluator({
          program: { ...program, nodes, circuits: body.circuits },
          targets: [body.result],
          given: handed(() => true),
          capacity: rows,
          weights: options.weights,
          differentiate: output.gradient ? 'weights' : 'none',
          precision: options.precision,
          ...chosenExecution(options),
          pool: options.pool,
          onTruncation: options.onTruncation,
          mayLack: options.mayLack,
          differentiated: handed(differentiated),
          classes: handed((position) => isClass[inputAt(position)]!),
          draws,
          place: `${placeOf(index)}/`,
        }),
    };
  }

  /** Of the inputs that a sample may lack, those without which the first input of an `else` has no value. */
  function absentNames(node: Node): readonly string[] {
    if (node.operation.kind !== 'else') return [];
    return options.mayLack.filter((name) => missesWithout(program, name, stoodIn)[node.inputs[0]!]);
  }
}

function countedSamples(
  summands: readonly Term[],
  presence: Presence,
): (sample: number) => boolean {
  const absences = summands.map(({ needs }) => absence(presence, needs));
  if (absences.some((absent) => !absent)) return () => true;
  return (sample) => absences.some((absent) => !absent!(sample));
}

function maskOf(term: Term, operand: Operand, presence: Presence): Step['mask'] {
  const absent = absence(presence, term.needs);
  if (!absent) return undefined;
  return (values, batch) => {
    for (let sample = 0; sample < batch; sample++) {
      if (absent(sample)) values.fill(0, sample * operand.size, (sample + 1) * operand.size);
    }
  };
}

function chosenExecution({
  execution,
  gradient,
}: EvaluatorOptions): Pick<EvaluatorOptions, 'execution' | 'gradient'> {
  return { ...(execution ? { execution } : {}), ...(gradient ? { gradient } : {}) };
}

function everyone(count: number): Uint8Array {
  return new Uint8Array(count).fill(1);
}

function notYet(feature: string): UserProblem {
  return new UserProblem({
    code: 'not-yet',
    message: `\`${feature}\` of something trainable is not built yet: its derivative is missing.`,
    help: 'Put the trainable layer after the fixed transform.',
  });
}
