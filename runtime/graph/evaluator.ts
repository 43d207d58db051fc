import { UserProblem } from '../program/index.ts';
import type { Body, Node, Objective, Program } from '../program/index.ts';
import type { BodySite } from './body.ts';
import { ancestors, classNodes, missesWithout } from './dependencies.ts';
import { createDraws } from './draws.ts';
import { sizeOf } from './kernel.ts';
import type { Kernel, Operand } from './kernel.ts';
import { circuit } from './operations/circuit.ts';
import { fold } from './operations/fold.ts';
import { bindOperation } from './operations/index.ts';
import { map } from './operations/map.ts';
import { absence, createPresence } from './presence.ts';
import type { Presence } from './presence.ts';
import { needsOf, terms } from './terms.ts';
import type { Term } from './terms.ts';
import { parameterView } from './weights.ts';
import type { Weights } from './weights.ts';

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
  /** Inputs that a sample may lack. */
  readonly mayLack: readonly string[];
  /** Summands of it whose needs are not met count nothing. */
  readonly objective?: Pick<Objective, 'node'> | undefined;
  /** Given nodes whose value does not depend on the sample any more: something stands in for them. */
  readonly stoodIn?: ReadonlySet<number>;
  /** Of the numbers that are drawn. Default: 0. */
  readonly seed?: number;
  /** Trained parameters, by index; those of the others keep a gradient of zero. Default: all. */
  readonly trained?: (parameter: number) => boolean;
  /** Given nodes whose gradient the caller wants: arguments of a body. */
  readonly differentiated?: ReadonlySet<number>;
  /** Arguments of a body whose entries are classes. */
  readonly classes?: ReadonlySet<number>;
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
  /** Begins the stream of drawn numbers that has this name. */
  restartDraws(name: string): void;
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
  readonly mask: ((values: Float64Array, batch: number) => void) | undefined;
}

/** @throws UserProblem `not-yet` for a fixed feature of something trainable. */
export function createEvaluator(options: EvaluatorOptions): Evaluator {
  const { program, given, capacity } = options;
  const needed = ancestors(program, options.targets, (node) => given.has(node));
  const presence = createPresence(options.mayLack, capacity);
  const stoodIn = options.stoodIn ?? new Set<number>();
  const summands = options.objective ? terms(program, options.objective.node, stoodIn) : [];
  const draws = createDraws(options.seed ?? 0);
  const operands = new Map<number, Operand>();
  const steps: Step[] = [];
  const givenMasks: (() => void)[] = [];
  let batchSize = 0;

  for (const index of needed) {
    const node = program.nodes[index]!;
    const operand = allocate(node, index);
    operands.set(index, operand);
    const term = summands.find((each) => each.node === index);
    const mask = term && maskOf(term, operand, presence);
    const kernel = given.has(index) ? undefined : bind(node, operand);
    if (kernel) steps.push({ node: index, operand, kernel, mask });
    else if (mask) givenMasks.push(() => mask(operand.value, batchSize));
  }
  const pathsTo = new Map<number, readonly Step[]>();

  return {
    presence,
    has: (node) => operands.has(node),
    operand: operandOf,
    absent: (node) => absence(presence, needsOf(program, node, stoodIn)) ?? (() => false),
    counts: countedSamples(summands, presence),
    restartDraws: (name) => draws.restart(name),
    forward(batch) {
      batchSize = batch;
      for (const mask of givenMasks) mask();
      for (const { operand, kernel, mask } of steps) {
        kernel.forward(operand.stride === 0 ? 1 : batch);
        mask?.(operand.value, batch);
      }
    },
    backward(batch, target, seed) {
      const { gradient, stride, size } = operandOf(target);
      if (!gradient) return;
      const path = pathTo(target);
      for (const { operand } of path) operand.gradient!.fill(0, 0, batch * operand.size);
      for (let sample = 0; sample < batch; sample++) {
        for (let i = 0; i < size; i++) gradient[sample * stride + i]! += seed[sample * size + i]!;
      }
      for (const { operand, kernel, mask } of path) {
        mask?.(operand.gradient!, batch);
        kernel.backward(operand.stride === 0 ? 1 : batch);
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
    const stride = node.rate === 'sample' ? size : 0;
    const length = node.rate === 'sample' ? capacity * size : size;
    const value = new Float64Array(length);
    if (operation.kind === 'constant') value.set(operation.values);
    const gradient = isDifferentiated(node, index) ? new Float64Array(length) : null;
    return { shape, size, stride, value, gradient };
  }

  /** Does a trained parameter, or something else that a derivative is asked for, enter the node? */
  function isDifferentiated({ operation, inputs }: Node, index: number): boolean {
    if (options.differentiate === 'none') return false;
    if (given.has(index)) return options.differentiated?.has(index) ?? false;
    if (operation.kind === 'parameter') return options.trained?.(operation.index) ?? true;
    return inputs.some((input) => operandOf(input).gradient !== null);
  }

  function bind(node: Node, output: Operand): Kernel | undefined {
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
        return map(bodySite(operation.body, [0], node, output));
      case 'fold':
        return fold(bodySite(operation.body, [1, 0], node, output));
      case 'draw':
        return draws.kernel(operation, output);
      case 'circuit': {
        const described = program.circuits[operation.circuit]!;
        const leafOperands = described.leaves.map((leaf) => operandOf(leaf.node));
        const { precision } = options;
        return circuit({
          circuit: described,
          leafOperands,
          inputs,
          output,
          capacity,
          presence,
          precision,
        });
      }
      default:
        if (operation.kind === 'feature' && output.gradient) throw notYet(operation.feature.kind);
        return bindOperation(
          operation,
          { inputs, output },
          absence(presence, absentNames(node)) ?? (() => false),
        );
    }
  }

  /** @param first positions that inputs are handed in at where those are not the same */
  function bodySite(body: Body, first: readonly number[], node: Node, output: Operand): BodySite {
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
      sparse: isClass[node.inputs[0]!]! && operandOf(node.inputs[0]!).shape.length === 1,
      open: (rows, differentiated) =>
        createEvaluator({
          program: { ...program, nodes, circuits: body.circuits },
          targets: [body.result],
          given: handed(() => true),
          capacity: rows,
          weights: options.weights,
          differentiate: output.gradient ? 'weights' : 'none',
          precision: options.precision,
          mayLack: options.mayLack,
          differentiated: handed(differentiated),
          classes: handed((position) => isClass[inputAt(position)]!),
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

function notYet(feature: string): UserProblem {
  return new UserProblem({
    code: 'not-yet',
    message: `\`${feature}\` of something trainable is not built yet: its derivative is missing.`,
    help: 'Put the trainable layer after the fixed transform.',
  });
}
