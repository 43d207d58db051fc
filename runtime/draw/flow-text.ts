import type { Program } from '../program/index.ts';
import { objectiveText, shapeText, type Block, type Flow, type Lane } from './flow.ts';
import { registerPicture } from './registers.ts';
import { registersText } from './registers-text.ts';

const ARROW = ' ─▶ ';

/** The whole model on a screen: modalities through their features into registers, readouts, objectives. */
export function flowText(program: Program, flow: Flow, width: number): string {
  const features = flow.lanes.filter((lane) => !readsCircuit(flow, lane));
  const parts = [features.map((lane) => laneText(flow, lane, width)).join('\n')];
  flow.blocks.forEach((block, index) => {
    if (block.circuit === null) return;
    const picture = registerPicture(program, program.circuits[block.circuit]!);
    const heading = program.circuits.length > 1 ? `${block.title}\n` : '';
    parts.push(heading + registersText(picture, width));
    const after = flow.lanes.filter((lane) => lastCircuit(flow, lane) === index);
    parts.push(after.map((lane) => laneText(flow, lane, width)).join('\n'));
  });
  const objectives = program.objectives.map((objective, index) => {
    const name = objective.name === '' ? '' : `${objective.name} = `;
    return `objective ${name}${objectiveText(program, flow, index)}`;
  });
  return [...parts, objectives.join('\n')].filter((part) => part !== '').join('\n\n');
}

/** The circuit (its block) that a lane's first value comes from last; undefined before any circuit. */
export function lastCircuit(flow: Flow, lane: Lane): number | undefined {
  const circuits = (block: number): number[] =>
    flow.blocks[block]!.kind === 'circuit' ? [block] : flow.blocks[block]!.inputs.flatMap(circuits);
  const all = circuits(lane.blocks[0]!);
  return all.length > 0 ? Math.max(...all) : undefined;
}

/** `pca [8], fitted` */
function blockText(block: Block): string {
  const notes = [
    block.fitted ? 'fitted' : '',
    block.weights > 0 ? `${block.weights} weights` : '',
  ].filter((note) => note !== '');
  const value =
    block.kind === 'input'
      ? `${block.name}: ${block.type}`
      : `${block.title} ${shapeText(block.shape)}`.trimEnd();
  return [value, ...notes].join(', ');
}

/** The texts of a lane's blocks, what it reads first and what takes it last. */
export function laneParts(flow: Flow, lane: Lane): string[] {
  const first = flow.blocks[lane.blocks[0]!]!;
  const sources = first.inputs.map((input) => flow.blocks[input]!.name).join(', ');
  const isStep = first.kind === 'step' && sources !== '';
  const texts = lane.blocks.map((block) => blockText(flow.blocks[block]!));
  return [
    ...(isStep ? [sources] : []),
    ...texts,
    ...(lane.into.length > 0 ? [lane.into.join(', ')] : []),
  ];
}

function readsCircuit(flow: Flow, lane: Lane): boolean {
  return lastCircuit(flow, lane) !== undefined;
}

function laneText(flow: Flow, lane: Lane, width: number): string {
  const [first = '', ...rest] = laneParts(flow, lane);
  const lines = [first];
  for (const part of rest) {
    const longer = lines.at(-1)! + ARROW + part;
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(`   ${ARROW}${part}`);
  }
  return lines.join('\n');
}
