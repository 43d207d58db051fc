import type { Circuit, Program } from '../program/index.ts';
import { flowOf } from './flow.ts';
import { DEFAULT_WIDTH, type DrawOptions } from './options.ts';
import { picture } from './picture.ts';
import { readings } from './readings.ts';
import { circuitFigure } from './svg/circuit.ts';
import { flowFigure, textFigure } from './svg/flow.ts';
import { svgDocument } from './svg/document.ts';
import { CHARACTER, stack } from './svg/markup.ts';
import { circuitSummary } from './text.ts';

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
  return svgDocument(stack([textFigure(`model ${program.model}`), flow, ...circuits], 16), {
    id: `qmm-${program.model}-${level}`,
    title: `Model ${program.model}`,
    description: description(program),
  });
}

function circuitName(program: Program, index: number): string {
  return program.circuits.length > 1 ? `circuit ${index + 1}` : 'circuit';
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
