import { plain, type Line } from '../lines.ts';
import { circuitStep } from './circuit-step.ts';
import { operandText, sidedText, type BodyGraph, type ModuleGraph } from './graph.ts';
import { inputStep } from './input-step.ts';
import { call } from './layout.ts';
import { statementOf } from './naming.ts';
import { operationCall } from './operation-call.ts';
import { solverStep } from './solver-step.ts';
import type { StepScope } from './step-scope.ts';

/** A line for each of some nodes of a graph, under comments that name the statements they come from. */
export function stepLines(
  graph: ModuleGraph,
  scope: StepScope,
  nodes: readonly number[],
): readonly Line[] {
  const { program, options } = graph;
  let heading = '';
  return nodes.flatMap((index) => {
    const { origin } = program.nodes[index]!;
    const lines = stepOf(graph, scope, index);
    if (lines.length === 0) return [];
    const { title } = statementOf(program, origin, options);
    if (title === heading) return lines;
    heading = title;
    const comment = `${' '.repeat(scope.indent)}// ${title === '' ? program.model : title}`;
    return [{ text: comment, origin }, ...lines];
  });
}

function stepOf(graph: ModuleGraph, scope: StepScope, index: number): readonly Line[] {
  const node = graph.program.nodes[index]!;
  const { operation, origin } = node;
  const head = `const ${graph.names.get(index)!} = `;
  const at = { origin, indent: scope.indent };
  const operands = node.inputs.map((_, position) => sidedText(graph, index, position));
  switch (operation.kind) {
    case 'parameter':
    case 'fit':
    case 'constant':
      return [];
    case 'reshape': {
      const name = graph.names.get(index)!;
      if (name === operands[0]) return [];
      return call(`${head}op.reshape`, [operands[0]!, `[${node.shape.join(', ')}]`], ';', at);
    }
    case 'input':
      return inputStep(scope, operation.name, head, origin);
    case 'circuit':
      return circuitStep(graph, index, head, scope.indent);
    case 'feature':
      return call(`${head}${graph.features.get(index)!}`, operands, ';', at);
    case 'solve':
      return solverStep(scope, index, head);
    case 'map':
    case 'fold':
      return bodyStep(graph, scope, index, head);
    case 'across':
      return acrossStep(graph, scope, index, head);
    default: {
      const { name, args } = operationCall(node, operands);
      return call(`${head}op.${name}`, args, ';', at);
    }
  }
}

/** `op.map` or `op.fold`, with the body as a function. */
function bodyStep(
  graph: ModuleGraph,
  scope: StepScope,
  index: number,
  head: string,
): readonly Line[] {
  const { operation, inputs, origin } = graph.program.nodes[index]!;
  const body = graph.bodies.get(index)!;
  const [entries, start] = inputs as [number, number];
  const given = [operandText(graph, entries)];
  // Words after the end of a text are passed over.
  const passes = graph.words[entries] === true && shapeOf(graph, entries).length === 1;
  if (operation.kind === 'fold') given.push(operandText(graph, start));
  else if (passes) given.push(`[${shapeOf(graph, index).slice(1).join(', ')}]`);
  const called = `${head}op.${operation.kind}${passes ? 'Present' : ''}(`;
  const parameters = `(${body.parameters.join(', ')}) => {`;
  const space = ' '.repeat(scope.indent);
  const single = `${space}${called}${[...given, parameters].join(', ')}`;
  if (single.length <= 100) {
    return [{ text: single, origin }, ...inside(body, scope, 2), plain(`${space}});`)];
  }
  return [
    { text: `${space}${called}`, origin },
    ...given.map((text) => ({ text: `${space}  ${text},`, origin })),
    { text: `${space}  ${parameters}`, origin },
    ...inside(body, scope, 4),
    plain(`${space}  },`),
    plain(`${space});`),
  ];
}

/** The lines of a body that stands in a function of two samples, and its value under a name. */
function acrossStep(
  graph: ModuleGraph,
  scope: StepScope,
  index: number,
  head: string,
): readonly Line[] {
  const { origin } = graph.program.nodes[index]!;
  const body = graph.bodies.get(index)!;
  const value = `${' '.repeat(scope.indent)}${head}${operandText(body, body.result)};`;
  return [...stepLines(body, scope, body.nodes), { text: value, origin }];
}

function inside(body: BodyGraph, scope: StepScope, deeper: number): readonly Line[] {
  const indent = scope.indent + deeper;
  const { origin } = body.program.nodes[body.result]!;
  return [
    ...stepLines(body, { ...scope, indent }, body.nodes),
    { text: `${' '.repeat(indent)}return ${operandText(body, body.result)};`, origin },
  ];
}

function shapeOf({ program }: ModuleGraph, index: number): readonly number[] {
  return program.nodes[index]!.shape;
}
