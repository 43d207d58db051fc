import type { Plan } from '../plan/plan.ts';
import type { Reading } from './schedule.ts';

/** What a plan's readouts read of chunks; amplitudes are read from the memory as they are. */
export function readingsOf({ readouts }: Plan): readonly Reading[] {
  return readouts.flatMap((readout, i): readonly Reading[] => {
    switch (readout.kind) {
      case 'pauli':
        return [{ readout: i, flip: readout.flip }];
      case 'words':
        return readout.flips.map((flip) => ({ readout: i, flip }));
      case 'parities':
      case 'marginal':
        return [{ readout: i, flip: 0 }];
      case 'amplitudes':
        return [];
    }
  });
}
