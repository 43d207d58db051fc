import { emitOpenqasm2 } from '../../compiler/emit/openqasm2/index.ts';
import type { Emit } from './emission.ts';
import { samplesFor } from './samples.ts';

/** A text for each circuit and sample: OpenQASM 2 has no inputs. */
export const emitOpenqasm2Texts: Emit = async (request) => {
  const { program } = request.run;
  const { device, lowering } = request;
  const samples = await samplesFor(request, 'openqasm2');
  return samples.flatMap(({ id, circuits }) =>
    circuits.map(({ values, present }, circuit) => {
      const { text, stats } = emitOpenqasm2(program, circuit, {
        values: Array.from(values),
        ...(present && { present: (modality) => present.includes(modality) }),
        ...(device && { target: device, lowering }),
      });
      const parts = [
        ...(program.circuits.length > 1 ? [`circuit-${circuit + 1}`] : []),
        ...(id === '' ? [] : [`sample-${id}`]),
      ];
      return { part: parts.join('-'), extension: '.qasm', text, stats };
    }),
  );
};
