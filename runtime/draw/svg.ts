import type { Circuit, Program } from '../program/index.ts';
import { flowOf } from './flow.ts';
import { DEFAULT_WIDTH, type DrawOptions } from './options.ts';
import { picture } from './picture.ts';
import { readings } from './readings.ts';
import { circuitFigure } from './svg/circuit.ts';
import { flowFigure, textFigure } from './svg/flow.ts';
import { CHARACTER, escape, stack, tag, type Figure } from './svg/markup.ts';
import { STYLE } from './svg/style.ts';
import { circuitSummary } from './text.ts';

const MARGIN = 16;

/**
 * A Program as one SVG document: its dataflow, then each of its circuits, every gate with a tooltip.
 *
 * It follows the colours of the page around it (`--qmm-ink`, `--qmm-paper`) or else the system's light or dark.
 * @param options width in characters of 7.3 pixels (default 100) and level (default `source`)
 */
export function drawSvg(program: Program, options: DrawOptions = {}): string {
  const { level = 'source', width = DEFAULT_WIDTH } = options;
  const pixels = width * CHARACTER;
  const flow = flowFigure(program, flowOf(program), pixels);
  const circuits = program.circuits.flatMap((circuit, index) => [
    textFigure(`${circuitName(program, index)}: ${circuitSummary(circuit)}`),
    circuitFigure(picture(program, circuit, level), pixels),
    ...readings(circuit).map((reading) => textFigure(`reads ${reading}`, 'quiet')),
  ]);
  return document(
    program,
    level,
    stack([textFigure(`model ${program.model}`), flow, ...circuits], 16),
  );
}

function circuitName(program: Program, index: number): string {
  return program.circuits.length > 1 ? `circuit ${index + 1}` : 'circuit';
}

function document(program: Program, level: string, figure: Figure): string {
  const [width, height] = [
    Math.ceil(figure.width) + 2 * MARGIN,
    Math.ceil(figure.height) + 2 * MARGIN,
  ];
  const id = `qmm-${program.model}-${level}`;
  const head =
    tag('title', { id: `${id}-title` }, escape(`Model ${program.model}`)) +
    tag('desc', { id: `${id}-description` }, escape(description(program))) +
    tag('style', {}, STYLE);
  const body =
    tag('rect', { class: 'sheet', width, height }) +
    tag('g', { transform: `translate(${MARGIN} ${MARGIN})` }, figure.body);
  return tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'qmm-drawing',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-description`,
    },
    head + body,
  );
}

/** For readers who do not see the drawing. */
function description(program: Program): string {
  const names = (role: 'modality' | 'label'): string =>
    program.inputs
      .filter((input) => input.role === role)
      .map(({ name }) => name)
      .join(', ');
  const circuits = program.circuits.map(
    (circuit: Circuit, index) => `${circuitName(program, index)} with ${circuitSummary(circuit)}`,
  );
  const outputs = program.readouts.map(({ name }) => name).join(', ');
  return `Modalities ${names('modality')} flow into ${circuits.join('; ')}. Readouts: ${outputs || 'none'}. Labels: ${names('label') || 'none'}.`;
}
