import type {
  Body,
  Circuit,
  Input,
  Metric,
  Node,
  Objective,
  Output,
  Program,
  Task,
} from '../../runtime/program/index.ts';
import { guessOf } from '../../runtime/program/index.ts';
import { draftCircuit, finishCircuit, groupReadings, type Draft } from './drafts.ts';
import type { Elaboration } from './frame.ts';
import type { BuiltNode } from './graph.ts';
import { buildBody, cutOut, type CutOut } from './outline.ts';
import { edgesOf, judgedTasks, movedSolver, settleSolvers } from './solvers.ts';

interface Parts {
  readonly model: string;
  readonly inputs: readonly Input[];
  readonly readouts: readonly Output[];
  readonly objectives: readonly Objective[];
  readonly metrics: readonly Metric[];
}

/** Turns what was collected into a Program: circuits cut out, nodes in topological order, nothing unused. */
export function finishProgram(elaboration: Elaboration, parts: Parts): Program {
  const { graph, quantum } = elaboration;
  const parameters = elaboration.parameters.finish();
  const drafts = groupReadings(quantum.gates, quantum.readings).map((group) =>
    draftCircuit(elaboration, group),
  );
  const roots = [
    ...parts.readouts.map((one) => one.node),
    ...parts.objectives.flatMap((one) => [one.node, ...one.tasks.flatMap(taskNodes)]),
    ...parts.metrics.flatMap((one) => one.inputs),
  ];
  const cuts = cutOut(graph.nodes, elaboration.outlines);
  settleSolvers(graph.nodes);
  const judged = judgedTasks(elaboration.judged, parts.readouts, graph.nodes);
  const order = topological(graph.nodes, roots);
  const place = new Map(order.map((old, index) => [old, index]));
  const at = (old: number): number => place.get(old)!;
  const outer = finisher(elaboration, drafts, cuts, order, at);
  return {
    format: 'qmm-program',
    version: 1,
    model: parts.model,
    sources: graph.sources,
    inputs: parts.inputs,
    parameters,
    nodes: order.map(outer.node),
    circuits: outer.circuits(),
    readouts: parts.readouts.map((one) => ({ ...one, node: at(one.node) })),
    objectives: parts.objectives.map((one) => ({
      ...one,
      node: at(one.node),
      tasks: one.tasks.map((task) => movedTask(task, at)),
    })),
    metrics: parts.metrics.map((one) => ({ ...one, inputs: one.inputs.map(at) })),
    judged: judged.map((task) => movedTask(task, at)),
    origins: graph.origins,
    ...(elaboration.couplings.length > 0 ? { coupling: elaboration.couplings } : {}),
  };
}

/** Finishes the nodes `own` of the Program or of one body, in the numbering `at`. */
function finisher(
  elaboration: Elaboration,
  drafts: readonly Draft[],
  cuts: ReadonlyMap<number, CutOut>,
  own: readonly number[],
  at: (old: number) => number,
): { readonly node: (old: number) => Node; readonly circuits: () => Circuit[] } {
  const { nodes } = elaboration.graph;
  const used = drafts.filter((draft) => own.includes(draft.node));
  const body = (cut: CutOut): Body =>
    buildBody(
      nodes,
      cut,
      (old, place) => finisher(elaboration, drafts, cuts, cut.own, place).node(old),
      (inner, place) => finisher(elaboration, drafts, cuts, inner, place).circuits(),
    );
  return {
    node: (old) => {
      const node = nodes[old]!;
      const inputs = node.inputs.map(at);
      const circuit = used.findIndex((draft) => draft.node === old);
      if (circuit >= 0) {
        return {
          ...node,
          inputs: inputs.sort((a, b) => a - b),
          operation: { kind: 'circuit', circuit },
        };
      }
      const { operation } = node;
      if (operation.kind === 'solve')
        return { ...node, inputs, operation: movedSolver(operation, at) };
      const cut = cuts.get(old);
      if (cut === undefined) return { ...node, inputs };
      if (operation.kind === 'across') {
        return { ...node, inputs, operation: { ...operation, sides: cut.sides!, body: body(cut) } };
      }
      const kind = operation.kind === 'fold' ? 'fold' : 'map';
      return { ...node, inputs, operation: { kind, body: body(cut) } };
    },
    circuits: () => used.map((draft) => finishCircuit(elaboration, draft, at)),
  };
}

/** Nodes the roots need, inputs before users, otherwise in the order they were made. */
function topological(nodes: readonly BuiltNode[], roots: readonly number[]): number[] {
  const order: number[] = [];
  const done = new Set<number>();
  const visit = (index: number): void => {
    if (done.has(index)) return;
    done.add(index);
    for (const input of edgesOf(nodes[index]!)) visit(input);
    order.push(index);
  };
  for (const root of [...roots].sort((a, b) => a - b)) visit(root);
  return order;
}

function taskNodes(task: Task): number[] {
  const judged = [guessOf(task), task.truth];
  if (task.kind !== 'generation') return judged;
  return [...judged, task.probabilities, task.distance, ...task.given];
}

function movedTask(task: Task, at: (node: number) => number): Task {
  const truth = at(task.truth);
  switch (task.kind) {
    case 'classification':
    case 'decision':
      return { ...task, truth, scores: at(task.scores) };
    case 'binary':
      return { ...task, truth, logit: at(task.logit) };
    case 'regression':
      return { ...task, truth, guess: at(task.guess) };
    case 'generation':
      return {
        ...task,
        truth,
        drawing: at(task.drawing),
        probabilities: at(task.probabilities),
        distance: at(task.distance),
        given: task.given.map(at),
      };
  }
}
