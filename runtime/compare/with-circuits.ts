import type { Body, Circuit, Node, Program } from '../program/index.ts';

/** The same dataflow with other circuits, those in bodies of nodes included; their leaves must stay as they are. */
export function withCircuits(program: Program, change: (circuit: Circuit) => Circuit): Program {
  return changed(program, change);
}

function changed<Part extends Program | Body>(
  part: Part,
  change: (circuit: Circuit) => Circuit,
): Part {
  const nodes = part.nodes.map((node): Node => {
    const { operation } = node;
    if (!('body' in operation)) return node;
    return { ...node, operation: { ...operation, body: changed(operation.body, change) } };
  });
  return { ...part, nodes, circuits: part.circuits.map(change) };
}
