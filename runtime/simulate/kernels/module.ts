import { add, callKernel, countUp, get, i32, load, sequence, set } from '../wasm/instructions.ts';
import { defineFunction, encodeModule, type WasmFunction } from '../wasm/module.ts';
import { type Precision, type Vector, vectorOf } from '../wasm/vector.ts';
import { diagonalKernel, diagonalWeightsKernel } from './diagonal.ts';
import { clearAdjointKernel, copyKernel } from './memory.ts';
import { phaseProductKernel, signedSumsKernel, spreadWeightsKernel } from './parity.ts';
import {
  applyPhasesKernel,
  foldProbabilitiesKernel,
  foldWeightsKernel,
  seedKernel,
} from './partition.ts';
import { pauliSeedKernel, pauliValueKernel } from './pauli.ts';
import { RECORD_BYTES } from './record.ts';
import { rotationGradientKernel } from './rotation-gradient.ts';
import { rotationKernel } from './rotation.ts';
import { anglesFunction, tangentsFunction } from './sine-cosine.ts';
import {
  beginPrefixKernel,
  clearKernel,
  contractBlockKernel,
  contractQubitKernel,
  prefixKernel,
  startBlockKernel,
  startQubitKernel,
} from './start.ts';
import { paritiesFunction, phasesFunction } from './walsh.ts';

/** Every kernel; a record names one by its place here. */
const KERNELS = {
  rotate1: (name, v) => rotationKernel(name, v, { width: 1, ...forward, ...cosines }),
  rotate2: (name, v) => rotationKernel(name, v, { width: 2, ...forward, ...cosines }),
  rotate3: (name, v) => rotationKernel(name, v, { width: 3, ...forward, ...cosines }),
  rotate1Diagonal: (name, v) => rotationKernel(name, v, { width: 1, ...afterDiagonal, ...cosines }),
  rotate2Diagonal: (name, v) => rotationKernel(name, v, { width: 2, ...afterDiagonal, ...cosines }),
  rotate1Back: (name, v) => rotationKernel(name, v, { width: 1, ...inverse, ...cosines }),
  rotate2Back: (name, v) => rotationKernel(name, v, { width: 2, ...inverse, ...cosines }),
  rotate3Back: (name, v) => rotationKernel(name, v, { width: 3, ...inverse, ...cosines }),
  gradient1: (name, v) =>
    rotationGradientKernel(name, v, { width: 1, diagonal: 'none', ...cosines }),
  gradient2: (name, v) =>
    rotationGradientKernel(name, v, { width: 2, diagonal: 'none', ...cosines }),
  gradient3: (name, v) =>
    rotationGradientKernel(name, v, { width: 3, diagonal: 'none', ...cosines }),
  gradient1Diagonal: (name, v) =>
    rotationGradientKernel(name, v, { width: 1, diagonal: 'before', ...cosines }),
  gradient2Diagonal: (name, v) =>
    rotationGradientKernel(name, v, { width: 2, diagonal: 'before', ...cosines }),
  rotate1Fast: (name, v) => rotationKernel(name, v, { width: 1, ...forward, ...tangents }),
  rotate2Fast: (name, v) => rotationKernel(name, v, { width: 2, ...forward, ...tangents }),
  rotate3Fast: (name, v) => rotationKernel(name, v, { width: 3, ...forward, ...tangents }),
  rotate1DiagonalFast: (name, v) =>
    rotationKernel(name, v, { width: 1, ...afterDiagonal, ...tangents }),
  rotate2DiagonalFast: (name, v) =>
    rotationKernel(name, v, { width: 2, ...afterDiagonal, ...tangents }),
  rotate1BackFast: (name, v) => rotationKernel(name, v, { width: 1, ...inverse, ...tangents }),
  rotate2BackFast: (name, v) => rotationKernel(name, v, { width: 2, ...inverse, ...tangents }),
  rotate3BackFast: (name, v) => rotationKernel(name, v, { width: 3, ...inverse, ...tangents }),
  gradient1Fast: (name, v) =>
    rotationGradientKernel(name, v, { width: 1, diagonal: 'none', ...tangents }),
  gradient2Fast: (name, v) =>
    rotationGradientKernel(name, v, { width: 2, diagonal: 'none', ...tangents }),
  gradient3Fast: (name, v) =>
    rotationGradientKernel(name, v, { width: 3, diagonal: 'none', ...tangents }),
  gradient1DiagonalFast: (name, v) =>
    rotationGradientKernel(name, v, { width: 1, diagonal: 'before', ...tangents }),
  gradient2DiagonalFast: (name, v) =>
    rotationGradientKernel(name, v, { width: 2, diagonal: 'before', ...tangents }),
  diagonal: (name, v) => diagonalKernel(name, v, 'forward'),
  diagonalBack: (name, v) => diagonalKernel(name, v, 'inverse'),
  diagonalWeights: diagonalWeightsKernel,
  phaseProduct: phaseProductKernel,
  applyPhases: (name, v) => applyPhasesKernel(name, v, 'forward'),
  applyPhasesBack: (name, v) => applyPhasesKernel(name, v, 'inverse'),
  foldWeights: foldWeightsKernel,
  addSignedSums: (name, v) => signedSumsKernel(name, v, 'add'),
  clear: clearKernel,
  startQubit: startQubitKernel,
  startBlock: startBlockKernel,
  beginPrefix: beginPrefixKernel,
  prefix: prefixKernel,
  contractQubit: contractQubitKernel,
  contractBlock: contractBlockKernel,
  foldProbabilities: foldProbabilitiesKernel,
  signedSums: (name, v) => signedSumsKernel(name, v, 'set'),
  spreadWeights: spreadWeightsKernel,
  seed: (name, v) => seedKernel(name, v, 'set'),
  seedMore: (name, v) => seedKernel(name, v, 'add'),
  pauliReal: (name, v) => pauliValueKernel(name, v, 'real'),
  pauliImaginary: (name, v) => pauliValueKernel(name, v, 'imaginary'),
  pauliRealSeed: (name, v) => pauliSeedKernel(name, v, 'real'),
  pauliImaginarySeed: (name, v) => pauliSeedKernel(name, v, 'imaginary'),
  copy: copyKernel,
  clearAdjoint: clearAdjointKernel,
} satisfies Record<string, (name: string, v: Vector) => WasmFunction>;

const forward = { direction: 'forward', diagonal: 'none' } as const;
const afterDiagonal = { direction: 'forward', diagonal: 'before' } as const;
const inverse = { direction: 'inverse', diagonal: 'none' } as const;

const cosines = { cosines: 'within' } as const;
const tangents = { cosines: 'before' } as const;

export type KernelName = keyof typeof KERNELS;

const KERNEL_NAMES = Object.keys(KERNELS) as KernelName[];

export const KERNEL_COUNT = KERNEL_NAMES.length;

export function kernelNumber(name: KernelName): number {
  return KERNEL_NAMES.indexOf(name);
}

export function kernelOfNumber(number: number): KernelName {
  return KERNEL_NAMES[number]!;
}

/** What is called from outside; addresses in bytes. */
export interface Entries {
  /** Runs the records from `first` to `end` on each of `tiles` tiles; the bases advance by their strides. */
  run(
    first: number,
    end: number,
    tiles: number,
    states: number,
    stateStride: number,
    lanes: number,
    laneStride: number,
  ): void;
  angles(source: number, sourceEnd: number, target: number): void;
  tangents(source: number, sourceEnd: number, target: number): void;
  phases(values: number, valuesEnd: number, target: number, scale: number): void;
  parities(weights: number, values: number, valuesEnd: number): void;
}

export const ENTRY_NAMES = [
  'run',
  'angles',
  'tangents',
  'phases',
  'parities',
] as const satisfies (keyof Entries)[];

export type FunctionName = KernelName | keyof Entries;

/** The bytes of a module with one function, which it exports under its name. */
export function moduleOf(name: FunctionName, precision: Precision): Uint8Array<ArrayBuffer> {
  const v = vectorOf(precision);
  switch (name) {
    case 'run':
      return encodeModule({ functions: [interpreter()], kernels: ['i32', 'i32', 'i32'] });
    case 'angles':
      return encodeModule({ functions: [anglesFunction(name, v)] });
    case 'tangents':
      return encodeModule({ functions: [tangentsFunction(name, v)] });
    case 'phases':
      return encodeModule({ functions: [phasesFunction(name, v)] });
    case 'parities':
      return encodeModule({ functions: [paritiesFunction(name, v)] });
    default:
      return encodeModule({ functions: [KERNELS[name](name, v)] });
  }
}

/** The whole program runs on one tile before the next, so that a tile's states stay in the cache. */
function interpreter(): WasmFunction {
  const parameters = new Array<'i32'>(7).fill('i32');
  return defineFunction(
    'run',
    parameters,
    (scope, first, end, tiles, states, step, lane, laneStep) => {
      const [tile, record] = [scope.i32(), scope.i32()];
      return countUp(
        tile,
        { from: i32(0), to: get(tiles), step: 1 },
        sequence(
          countUp(
            record,
            { from: get(first), to: get(end), step: RECORD_BYTES },
            callKernel(load(get(record)), get(record), get(states), get(lane)),
          ),
          set(states, add(get(states), get(step))),
          set(lane, add(get(lane), get(laneStep))),
        ),
      );
    },
  );
}
