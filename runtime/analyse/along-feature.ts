import type { RandomStream } from '../data/random.ts';
import { ancestors, classNodes, frontier } from '../graph/dependencies.ts';
import { sizeOf } from '../graph/kernel.ts';
import { createWeights } from '../graph/weights.ts';
import type { Circuit, Program } from '../program/index.ts';
import { drawWeights } from './draw-weights.ts';
import { evaluate, type Subject } from './subject.ts';

/** A number of a sample that no weight moves and that enters a circuit, as it is or behind weights. */
export interface Feature {
  /** Modality and position, as `point[1]`. */
  readonly name: string;
  readonly node: number;
  readonly element: number;
}

/** The features of a circuit, in the order of the graph; words and classes are none. */
export function featuresOf({ program, prepared }: Subject, circuit: Circuit): Feature[] {
  const isClass = classNodes(program, new Set());
  const known = frontier(program, leafNodes(circuit), prepared.moving);
  return known.flatMap((node) => {
    const { rate, shape } = program.nodes[node]!;
    if (rate !== 'sample' || isClass[node]!) return [];
    const name = modalitiesBehind(program, node).join('+') || `node ${node}`;
    return Array.from({ length: sizeOf(shape) }, (_, element) => {
      const position = shape.length === 0 ? '' : `[${element}]`;
      return { name: name + position, node, element };
    });
  });
}

/**
 * Values of a circuit's leaves where one feature takes given values, with random weights and a sample of its own in
 * each draw.
 * @returns row-major `[draws, places, leaves]`
 */
export function leavesAlong(
  subject: Subject,
  circuit: Circuit,
  { node, element }: Feature,
  places: readonly number[],
  draws: number,
  random: RandomStream,
): Float64Array {
  const { program, rows } = subject;
  const weights = createWeights(program);
  const { evaluator, loader } = evaluate(subject, {
    targets: leafNodes(circuit),
    weights,
    capacity: 1,
    differentiate: 'none',
  });
  const found: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    loader.load(rows, draw % rows.length, 1);
    drawWeights(program, random, weights);
    for (const place of places) {
      evaluator.operand(node).value[element] = place;
      evaluator.forward(1);
      for (const leaf of circuit.leaves) {
        found.push(evaluator.operand(leaf.node).value[leaf.element]!);
      }
    }
  }
  return Float64Array.from(found);
}

function leafNodes({ leaves }: Circuit): number[] {
  return [...new Set(leaves.map(({ node }) => node))];
}

function modalitiesBehind(program: Program, node: number): string[] {
  return ancestors(program, [node]).flatMap((each) => {
    const { operation } = program.nodes[each]!;
    return operation.kind === 'input' ? [operation.name] : [];
  });
}
