import type { Expression } from '../../grammar/tree.ts';
import { everyCircuit, nameWithControls, UserProblem } from '../../runtime/program/index.ts';
import type { NoiseModel, Program } from '../../runtime/program/index.ts';
import type { Read } from '../1-resolve/load.ts';
import { diagnose, replacement } from '../diagnostics/diagnose.ts';
import { machineNoise } from '../targets/device-noise.ts';
import { readChannel } from './channels.ts';
import { deviceIn } from './devices.ts';
import { at, callIn, type Reader } from './reader.ts';

/** What noise is read for: without a program it is only checked. */
export interface NoiseContext {
  readonly read: Read;
  readonly program: Program | null;
}

/** `noise`: the machine that `device("name")` is, or a list of channels. */
export function readNoise(
  reader: Reader,
  expression: Expression | undefined,
  { read, program }: NoiseContext,
): NoiseModel | null {
  if (expression === undefined) return null;
  if (callIn(expression)?.name === 'device') {
    const device = deviceIn(reader, expression, read);
    if (device === undefined || program === null) return null;
    try {
      return machineNoise(device, program);
    } catch (error) {
      if (!(error instanceof UserProblem)) throw error;
      const { message, help } = error.details;
      const extras = help === undefined ? {} : { help };
      reader.diagnostics.push(
        diagnose('argument-invalid', 'given', at(reader, expression), { message }, extras),
      );
      return null;
    }
  }
  const parts = expression.kind === 'join' ? expression.parts : [expression];
  const models = parts.map((part) => {
    const noise = readChannel(reader, part);
    if (program !== null) requireGates(reader, part, noise, program);
    return noise;
  });
  return {
    gates: models.flatMap(({ gates }) => gates),
    readout: models.flatMap(({ readout }) => readout),
  };
}

/** Noise after a gate that no circuit has would silently do nothing. */
function requireGates(
  reader: Reader,
  part: Expression,
  { gates }: NoiseModel,
  program: Program,
): void {
  const there = [
    ...new Set(everyCircuit(program).flatMap((one) => one.gates.map(nameWithControls))),
  ];
  for (const { after } of gates) {
    if (typeof after === 'string' || there.includes(after.gate)) continue;
    const expression = callIn(part)?.named.get('after');
    const place = expression && at(reader, expression);
    const listed = there.map((name) => `\`${name}\``).join(', ');
    reader.diagnostics.push(
      diagnose(
        'argument-invalid',
        'given',
        at(reader, part),
        {
          message: `No circuit of \`${program.model}\` has a \`${after.gate}\`, so noise after it would do nothing.`,
        },
        {
          help: `Its gates are ${listed}; without \`after\`, the noise acts after each of them.`,
          fixes: (place ? there : []).map((name) => replacement(`Write \`${name}\``, place!, name)),
        },
      ),
    );
  }
}
