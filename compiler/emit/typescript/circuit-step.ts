import type { Program } from '../../../runtime/program/index.ts';
import { plain, type Line } from '../lines.ts';
import { nameCircuit } from './circuit-names.ts';
import { graphsWithin, type ModuleGraph } from './graph.ts';
import { quoted } from './identifiers.ts';
import { object } from './layout.ts';
import type { StepScope } from './step-scope.ts';

/** Runs a circuit on the values that its angles are made of. */
export function circuitStep(
  graph: ModuleGraph,
  index: number,
  head: string,
  indent: number,
): readonly Line[] {
  const { program, options, names } = graph;
  const { operation, origin } = program.nodes[index]!;
  if (operation.kind !== 'circuit') return [];
  const { inputs } = nameCircuit(program, program.circuits[operation.circuit]!, options);
  const entries = [...inputs].map(([node, key]) => {
    const value = names.get(node)!;
    return value === key ? key : `${key}: ${value}`;
  });
  const conditional = askedModalities(program, operation.circuit).length > 0;
  const name = graph.circuits.get(index)!;
  const tail = conditional ? ', absent);' : ');';
  const space = ' '.repeat(indent);
  const single = `${space}${head}${name}.run({ ${entries.join(', ')} }${tail}`;
  if (single.length <= 100 || !conditional || entries.length === 0)
    return object(`${head}${name}.run(`, entries, tail, { origin, indent });
  return [
    { text: `${space}${head}${name}.run(`, origin },
    ...object('', entries, ',', { origin, indent: indent + 2 }),
    { text: `${space}  absent,`, origin },
    { text: `${space});`, origin },
  ];
}

/** Which optional modalities a sample lacks, where circuits among these nodes ask for it; bodies count too. */
export function absentLines(
  graph: ModuleGraph,
  nodes: readonly number[],
  { given, indent }: StepScope,
): readonly Line[] {
  const asked = modalitiesAsked(graph, nodes);
  if (asked.length === 0) return [];
  const names = asked.map(quoted).join(', ');
  return [plain(`${' '.repeat(indent)}const absent = missingOf(${given}, ${names});`)];
}

function modalitiesAsked(graph: ModuleGraph, nodes: readonly number[]): readonly string[] {
  const inside = nodes.flatMap((node) => {
    const body = graph.bodies.get(node);
    return body ? graphsWithin(body).map((each) => ({ each, nodes: each.nodes })) : [];
  });
  const asked = [{ each: graph, nodes }, ...inside].flatMap(({ each, nodes: own }) =>
    own.flatMap((index) => {
      const { operation } = each.program.nodes[index]!;
      return operation.kind === 'circuit' ? askedModalities(each.program, operation.circuit) : [];
    }),
  );
  return [...new Set(asked)];
}

/** Optional modalities that gates of a circuit ask for. */
function askedModalities({ circuits, inputs }: Program, circuit: number): readonly string[] {
  const asked = new Set(circuits[circuit]!.gates.flatMap(({ when }) => when));
  return inputs.filter(({ name, optional }) => optional && asked.has(name)).map(({ name }) => name);
}
