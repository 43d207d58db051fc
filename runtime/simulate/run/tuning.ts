import { compileModule } from '../kernels/compiled.ts';
import type { Kernel } from '../kernels/kernel.ts';
import type { KernelChoice } from '../simulator.ts';
import type { Parts } from '../kernels/rotation.ts';
import type { MemoryKind } from '../wasm/module.ts';
import type { Precision } from '../wasm/vector.ts';
import type { ProgramPair } from './programs.ts';

/** Floating-point operations, some tens of milliseconds, after which generated code is likely to pay. */
const WORTHWHILE = 1e9;

/**
 * Decides when a pair of programs is to use generated kernels, which know the shape of the plan. In the background: once
 * there has been enough work they are compiled, and the next step after that begins with them.
 */
export interface Tuner {
  /** Notes a step that is about to run, of so many floating-point operations. */
  step(pair: ProgramPair, operations: number): void;
}

/**
 * @param options.parts how kernels are to work on the parts of amplitudes; asked when they are about to be generated, and
 *   always the same
 * @param options.swap makes a pair use its generated kernels, all of which have been compiled by now
 */
export function createTuner(
  choice: KernelChoice,
  precision: Precision,
  options: {
    readonly parts: () => Parts;
    readonly swap: (pair: ProgramPair, parts: Parts) => void;
    readonly memory?: MemoryKind;
  },
): Tuner {
  const { parts, swap, memory = 'own' } = options;
  const states = new Map<ProgramPair, 'compiling' | 'ready' | 'done'>();
  let work = 0;
  const compile = async (pair: ProgramPair): Promise<void> => {
    const kernels = new Map(generatedKernels(pair, parts()).map((one) => [one.name, one]));
    await Promise.all(
      [...kernels.values()].map((kernel) => compileModule(kernel, precision, memory)),
    );
    states.set(pair, 'ready');
  };
  return {
    step: (pair, operations) => {
      const state = states.get(pair);
      if (choice === 'generic' || state === 'done' || state === 'compiling') return;
      if (choice === 'generated' || state === 'ready') {
        swap(pair, parts());
        states.set(pair, 'done');
        return;
      }
      work += operations;
      if (work < WORTHWHILE) return;
      states.set(pair, 'compiling');
      compile(pair).catch(() => {
        // Out of memory, most likely: generic kernels do as well.
        states.set(pair, 'done');
      });
    },
  };
}

function generatedKernels({ forward, backward }: ProgramPair, parts: Parts): readonly Kernel[] {
  return [...forward.generated, ...backward.generated].map(({ kernel }) => kernel(parts));
}
