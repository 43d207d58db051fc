import type { Program } from '../../runtime/program/index.ts';
import type { World } from '../1-resolve/world.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Amplitude encodings in a file that also names a device to run on. */
export function deepPreparation(world: World, program: Program): Diagnostic[] {
  const device = world.entry.targets.some(
    ({ source }) => source.kind === 'call' && source.name.text !== 'simulator',
  );
  if (!device) return [];
  return program.circuits.flatMap(({ gates }) =>
    gates.flatMap((gate) => {
      if (gate.name !== 'prepare' || gate.qubits.length < 4) return [];
      const { file, start, end } = program.origins[gate.origin]!;
      const amplitudes = 2 ** gate.qubits.length;
      return [
        diagnose(
          'deep-preparation',
          'default',
          { file: program.sources[file]!, start, end },
          { amplitudes },
        ),
      ];
    }),
  );
}
