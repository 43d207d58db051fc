import { isMarker, type Circuit, type Program } from '../program/index.ts';
import { circuitText } from './circuit-text.ts';
import { flowOf } from './flow.ts';
import { flowText } from './flow-text.ts';
import { namer, plural } from './names.ts';
import { DEFAULT_WIDTH, type DrawOptions } from './options.ts';
import { picture } from './picture.ts';
import { readings } from './readings.ts';

/**
 * A Program as text: its dataflow on one screen, then each of its circuits.
 * @param options width in characters (default 100) and level (default `source`)
 */
export function drawText(program: Program, options: DrawOptions = {}): string {
  const { level = 'source', width = DEFAULT_WIDTH } = options;
  const circuits = program.circuits.map((circuit, index) => {
    const heading = program.circuits.length > 1 ? `circuit ${index + 1}` : 'circuit';
    const body = circuitText(picture(program, circuit, level), width);
    return [`${heading}: ${circuitSummary(circuit)}`, body, footnotes(program, circuit, width)]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  return `${[`model ${program.model}`, flowText(program, flowOf(program), width), ...circuits].join('\n\n')}\n`;
}

/** `8 qubits, 152 gates, 24 on two qubits` */
export function circuitSummary(circuit: Circuit): string {
  const gates = circuit.gates.filter(({ name }) => !isMarker(name));
  const joint = gates.filter(({ qubits, controls }) => qubits.length + controls.length > 1).length;
  const measured = gates.filter(({ name }) => name === 'measure').length;
  const parts = [
    plural(circuit.qubits.length, 'qubit'),
    plural(gates.length - measured, 'gate'),
    `${joint} on two or more qubits`,
    ...(measured > 0 ? [plural(measured, 'measurement')] : []),
  ];
  return parts.join(', ');
}

/** What the drawn wires do not show: readings, and phases that act on no qubit. */
function footnotes(program: Program, circuit: Circuit, width: number): string {
  const names = namer(program);
  const phases = circuit.gates.filter(
    ({ name, controls }) => name === 'phase' && controls.length === 0,
  );
  const phase = phases
    .flatMap(({ angles }) => angles.map((angle) => names.angle(circuit, angle)))
    .join(' + ');
  return [
    ...readings(circuit).map((reading) => `reads ${reading}`),
    ...(phase === '' ? [] : [`global phase ${phase}`]),
  ]
    .flatMap((line) => folded(line, width))
    .join('\n');
}

/** A line broken at its blanks, all but the first part indented. */
function folded(line: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of line.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(last === undefined ? word : `  ${word}`);
  }
  return lines;
}
