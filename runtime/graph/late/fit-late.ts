import { fitStatistic } from '../../features/index.ts';
import { UserProblem, lateNodes } from '../../program/index.ts';
import type { Node, Operation, Program, Solver } from '../../program/index.ts';
import type { Late, Solved } from '../solved.ts';
import { collect } from './collect.ts';
import { fitFeatures, fitKernel } from './fit-solver.ts';
import { gram } from './gram.ts';
import { chosen, landmarksOf } from './landmarks.ts';
import type { LateRequest } from './request.ts';

type Solve = Extract<Operation, { kind: 'solve' }>;

/**
 * Fits, over the training samples and with the weights as they are, what is fitted after training: statistics of what
 * training moved, and solvers, in node order, for one may stand on another. A sample that lacks something a fit reads
 * is left out of it.
 * @throws UserProblem where a solver has too few samples
 */
export async function fitLate(request: LateRequest): Promise<Late> {
  const { program } = request;
  const nodes = lateBehind(program, request.targets);
  const fits = new Map<number, Float64Array>();
  const solved = new Map<number, Solved>();
  for (const [done, node] of nodes.entries()) {
    const { operation, inputs } = program.nodes[node]!;
    const pause = (fraction: number): Promise<void> =>
      request.pause((done + fraction) / nodes.length);
    if (operation.kind === 'fit') {
      const seen = await collect(request, inputs, { fits, solved }, pause);
      const { values, size } = seen.rows.get(inputs[0]!)!;
      const row = (k: number): Float64Array => values.subarray(k * size, (k + 1) * size);
      fits.set(node, fitStatistic(operation, { count: seen.count, size, row }));
    } else if (operation.kind === 'solve') {
      solved.set(
        node,
        await solveNode(request, program.nodes[node]!, operation, { fits, solved }, pause),
      );
    }
  }
  return { fits, solved };
}

/** What is fitted after training and some of these nodes stand on, in node order. */
export function lateBehind(program: Program, targets: readonly number[]): number[] {
  const seen = new Set<number>();
  const visit = (index: number): void => {
    if (seen.has(index)) return;
    seen.add(index);
    const { operation, inputs } = program.nodes[index]!;
    for (const input of inputs) visit(input);
    if (operation.kind === 'solve' && operation.truth !== null) visit(operation.truth);
  };
  for (const target of targets) visit(target);
  return lateNodes(program).filter((node) => seen.has(node));
}

/** Nodes whose values over the training samples a late fit is made from. */
export function lateSources({ nodes }: Program, late: readonly number[]): number[] {
  return late.flatMap((node) => {
    const { operation, inputs } = nodes[node]!;
    const truth = operation.kind === 'solve' ? operation.truth : null;
    return truth === null ? inputs : [...inputs, truth];
  });
}

async function solveNode(
  request: LateRequest,
  node: Node,
  operation: Solve,
  late: Late,
  pause: (fraction: number) => Promise<void>,
): Promise<Solved> {
  const { kernel, truth, solver } = operation;
  const sources = truth === null ? node.inputs : [...node.inputs, truth];
  const seen = await collect(request, sources, late, pause);
  requireEnough(request.program, node, solver, seen.count);
  const truths = truth === null ? undefined : seen.rows.get(truth);
  if (kernel === null) {
    const features = { count: seen.count, ...seen.rows.get(node.inputs[0]!)! };
    return { fitted: fitFeatures(solver, features, truths, request.seed), landmarks: null };
  }
  const all = landmarksOf(request.program, node, seen);
  const values = await gram(request, node, kernel, seen, all, pause);
  const fitted = fitKernel(solver, { count: seen.count, values }, truths, request.seed);
  return { fitted, landmarks: chosen(all, 'landmarks' in fitted ? fitted.landmarks : []) };
}

function requireEnough(
  { origins, sources }: Program,
  node: Node,
  solver: Solver,
  count: number,
): void {
  const least = leastSamples(solver);
  if (count >= least) return;
  const { file, start, end } = origins[node.origin]!;
  throw new UserProblem({
    code: 'split-empty',
    message: `\`${solver.kind}\` needs ${least} training samples or more that have what it reads, and there are ${count}.`,
    help: 'Give the training split more samples, or ask for fewer groups or coordinates.',
    place: { file: sources[file]!, start, end },
  });
}

function leastSamples(solver: Solver): number {
  switch (solver.kind) {
    case 'spectral':
    case 'kmeans':
      return solver.groups;
    case 'kernel_pca':
      return solver.width;
    case 'svm':
    case 'logistic':
    case 'ridge':
      return 1;
  }
}
