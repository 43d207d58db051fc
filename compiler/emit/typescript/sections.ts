import type { Objective, Program } from '../../../runtime/program/index.ts';
import { behind } from './dependencies.ts';

/** Which nodes are worked out in which of the module's functions; each list in the order of the module. */
export interface Sections {
  /** What prediction and loss have in common; empty where that is nothing worth a function. */
  readonly forward: readonly number[];
  /** Of those, what the other functions use. */
  readonly handedOn: readonly number[];
  readonly predict: readonly number[];
  readonly losses: readonly LossSection[];
}

export interface LossSection {
  readonly objective: Objective;
  /** Of one sample, before samples meet; of a loss that compares none, all there is. */
  readonly sample: readonly number[];
  /** Values of two samples that the loss reads. */
  readonly pairs: readonly number[];
  /** What looks at all pairs of a batch: one number for each sample. */
  readonly batch: readonly number[];
  /** Of one sample again, from those numbers. */
  readonly after: readonly number[];
}

/** @param ordered all nodes of the module */
export function readSections(
  program: Program,
  ordered: readonly number[],
  predicted: readonly number[],
): Sections {
  const isPair = (node: number): boolean => program.nodes[node]!.rate === 'pair';
  const steps = ordered.filter((node) => !isPair(node) && isStep(program, node));
  const ofPrediction = behind(program, predicted);
  const objectives = program.objectives.map((objective) => ({
    objective,
    needs: behind(program, [objective.node]),
  }));
  const both = steps.filter(
    (node) => ofPrediction.has(node) && objectives.some(({ needs }) => needs.has(node)),
  );
  const common = both.some((node) => program.nodes[node]!.operation.kind !== 'input') ? both : [];
  const rest = steps.filter((node) => !common.includes(node));
  const predict = rest.filter((node) => ofPrediction.has(node));
  const losses = objectives.map(({ objective, needs }) =>
    lossSection(program, objective, needs, rest),
  );
  const used = new Set([
    ...predicted,
    ...objectives.map(({ objective }) => objective.node),
    ...rest.flatMap((node) => program.nodes[node]!.inputs),
    ...ordered
      .filter(isPair)
      .flatMap((node) => program.nodes[node]!.inputs)
      .filter((node) => program.nodes[node]!.rate === 'sample'),
  ]);
  const handedOn = common.filter((node) => used.has(node));
  // What samples share is worked out again where samples are compared.
  const behindThose = behind(program, handedOn);
  const forward = common.filter((node) => behindThose.has(node));
  return { forward, handedOn, predict, losses };
}

function lossSection(
  program: Program,
  objective: Objective,
  needs: ReadonlySet<number>,
  rest: readonly number[],
): LossSection {
  const own = rest.filter((node) => needs.has(node));
  const batch = own.filter((node) => isOfBatch(program, node));
  const behindBatch = new Set(own.filter((node) => batch.some((each) => stands(node, each))));
  return {
    objective,
    sample: own.filter((node) => !behindBatch.has(node)),
    pairs: [...new Set(batch.map((node) => program.nodes[node]!.inputs[0]!))],
    batch,
    after: own.filter((node) => behindBatch.has(node) && !batch.includes(node)),
  };

  function stands(node: number, on: number): boolean {
    return node === on || behind(program, [node]).has(on);
  }
}

/** Objectives over all pairs of a batch. */
export function isOfBatch({ nodes }: Program, node: number): boolean {
  return ['contrast', 'triplet', 'alignment'].includes(nodes[node]!.operation.kind);
}

/** Is it a line of some function? Weights and constants are not. */
function isStep({ nodes }: Program, node: number): boolean {
  return !['parameter', 'fit', 'constant'].includes(nodes[node]!.operation.kind);
}
