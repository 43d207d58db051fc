import { ancestors } from '../graph/dependencies.ts';
import { MOST_ROWS } from '../graph/operations/map.ts';
import type { Body, Circuit, Program, Run } from '../program/index.ts';

/** A circuit that a training step runs, on how many rows at once, and how often. */
export interface TrainedCircuit {
  readonly circuit: Circuit;
  readonly rows: number;
  readonly times: number;
  /** For each leaf: has it a value per row? */
  readonly sampled: readonly boolean[];
  /** For each leaf: does training ask for its derivative? */
  readonly wanted: readonly boolean[];
}

/**
 * Circuits that the objectives of a run are made of, or without objectives its readouts; those in bodies of `map`,
 * `fold` and `across` included.
 */
export function trainedCircuits({ program, train }: Run, batch: number): TrainedCircuit[] {
  const stages = train?.stages ?? [];
  const names = stages.length > 0 ? stages.map(({ objective }) => objective) : [train?.objective];
  const chosen = program.objectives.filter(({ name }) => names.includes(name));
  const objectives = chosen.length > 0 ? chosen : program.objectives;
  const targets = (objectives.length > 0 ? objectives : program.readouts).map(({ node }) => node);
  return circuitsAmong(program, ancestors(program, targets), batch, 1);
}

function circuitsAmong(
  part: Pick<Program | Body, 'nodes' | 'circuits'>,
  nodes: Iterable<number>,
  rows: number,
  times: number,
): TrainedCircuit[] {
  const found: TrainedCircuit[] = [];
  for (const index of nodes) {
    const { operation, inputs } = part.nodes[index]!;
    if (operation.kind === 'circuit') {
      const circuit = part.circuits[operation.circuit]!;
      const sampled = circuit.leaves.map(({ node }) => part.nodes[node]!.rate === 'sample');
      const wanted = circuit.leaves.map(({ node }) => part.nodes[node]!.trainable);
      found.push({ circuit, rows, times, sampled, wanted });
    }
    if (operation.kind === 'across') {
      const { body } = operation;
      const together = Math.min(rows * rows, MOST_ROWS);
      const turns = (times * rows * rows) / together;
      found.push(...circuitsAmong(body, body.nodes.keys(), together, turns));
    }
    if (operation.kind !== 'map' && operation.kind !== 'fold') continue;
    const entries = part.nodes[inputs[0]!]!.shape[0]!;
    const { body } = operation;
    // `map` takes all entries as rows of one batch as far as they fit, `fold` one entry after the other.
    const together = operation.kind === 'map' ? Math.min(rows * entries, MOST_ROWS) : rows;
    const turns = (times * rows * entries) / together;
    found.push(...circuitsAmong(body, body.nodes.keys(), together, turns));
  }
  return found;
}
