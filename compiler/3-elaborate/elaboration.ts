import type { World } from '../1-resolve/world.ts';
import { applyCircuit, circuitOf } from './apply.ts';
import { evaluateCall, invoke } from './calls.ts';
import { evaluate } from './expressions.ts';
import { createFacts } from './facts.ts';
import type { Elaboration, Rules } from './frame.ts';
import { createGraph } from './graph.ts';
import { operandOf } from './operands.ts';
import { createParameterStore } from './parameters.ts';
import { createQuantumState } from './quantum.ts';
import { runStatement } from './statements.ts';

const rules: Rules = {
  expression: evaluate,
  call: evaluateCall,
  apply: applyCircuit,
  invoke,
  circuit: circuitOf,
  operand: operandOf,
  statement: runStatement,
};

/** A fresh elaboration: nothing read yet. */
export function createElaboration(
  world: World,
  { coupling, noisy }: Pick<Elaboration, 'coupling' | 'noisy'>,
): Elaboration {
  const graph = createGraph();
  return {
    world,
    graph,
    parameters: createParameterStore(graph),
    quantum: createQuantumState(),
    diagnostics: [],
    facts: createFacts(),
    rules,
    optional: new Set(),
    labels: new Set(),
    astray: { yes: false },
    guesses: new Set(),
    tasks: [],
    judged: [],
    coupling,
    noisy,
    couplings: [],
    outlines: new Map(),
    unsettled: new Map(),
    active: [],
  };
}
