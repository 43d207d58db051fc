import type { Circuit } from './circuit.ts';
import type { Node } from './node.ts';
import type { Program } from './program.ts';
import { parametersBehind } from './trained.ts';

/** Do trained numbers move a state that an objective reads the amplitudes of? @param trained parameters, by index */
export function readsTrainedAmplitudes(
  program: Program,
  objective: number,
  trained: ReadonlySet<number>,
): boolean {
  const behind = new Set([objective]);
  for (const index of behind) {
    const { inputs } = program.nodes[index]!;
    for (const input of inputs) behind.add(input);
    if (!readsAmplitudes(program, program.nodes[index]!)) continue;
    const reached = inputs.flatMap((input) => parametersBehind(program, input));
    if (reached.some((parameter) => trained.has(parameter))) return true;
  }
  return false;
}

/** Is it a circuit that amplitudes are read of, or has it one in its body? */
function readsAmplitudes(
  { circuits }: { readonly circuits: readonly Circuit[] },
  { operation }: Node,
): boolean {
  if (operation.kind === 'circuit') {
    const { measurements } = circuits[operation.circuit]!;
    return measurements.some(({ kind }) => kind === 'amplitudes');
  }
  if (!('body' in operation)) return false;
  const { body } = operation;
  return body.nodes.some((node) => readsAmplitudes(body, node));
}
