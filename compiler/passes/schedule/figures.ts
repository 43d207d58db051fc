import type { Device, Figures } from '../../targets/device.ts';
import { pairKey } from '../../targets/region.ts';
import type { NativeOperation } from '../native.ts';

/** What a machine says of an operation; null where it does not say. */
export interface OperationFigures {
  /** Probability that it fails. */
  readonly error: number | null;
  /** Nanoseconds. */
  readonly duration: number | null;
}

type FiguresOf = (operation: Pick<NativeOperation, 'name' | 'qubits'>) => OperationFigures;

const FREE: OperationFigures = { error: 0, duration: 0 };

/**
 * Errors and durations of a machine's operations by its calibration. All pulses on one qubit are like its `sx`; a reset is
 * a readout and a pulse, whose errors are not counted.
 */
export function figuresOf({ edges, calibration }: Device): FiguresOf {
  const pairs = new Map<string, Figures & { readonly rzz?: Figures }>();
  for (const edge of edges) {
    const key = pairKey(edge.from, edge.to);
    // Where both directions are listed, the first tells of both if the second is silent.
    if (!pairs.has(key) || pairs.get(key)!.error === undefined) pairs.set(key, edge);
  }
  return ({ name, qubits }) => {
    const [qubit = 0, other = 0] = qubits;
    switch (name) {
      case 'barrier':
      case 'rz':
        return FREE;
      case 'measure':
        return {
          error: calibration?.readoutError[qubit] ?? null,
          duration: calibration?.readoutDuration[qubit] ?? null,
        };
      case 'reset': {
        const readout = calibration?.readoutDuration[qubit] ?? null;
        const pulse = calibration?.sxDuration[qubit] ?? null;
        const duration = readout === null || pulse === null ? null : readout + pulse;
        return { error: 0, duration };
      }
      case 'cx':
      case 'cz':
      case 'ecr':
      case 'rzz':
      case 'zz': {
        const edge = pairs.get(pairKey(qubit, other));
        const own = name === 'rzz' || name === 'zz' ? (edge?.rzz ?? edge) : edge;
        return { error: own?.error ?? null, duration: own?.duration ?? null };
      }
      default:
        return {
          error: calibration?.sxError[qubit] ?? null,
          duration: calibration?.sxDuration[qubit] ?? null,
        };
    }
  };
}
