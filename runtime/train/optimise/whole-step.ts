import type { WholeOptimizer } from '../../program/index.ts';
import { cobylaTrial } from './cobyla.ts';
import { lbfgsStep } from './lbfgs.ts';
import { memoryOf } from './memory.ts';
import type { Memory } from './memory.ts';
import { rotosolveSweep } from './rotosolve.ts';
import type { Trials } from './trials.ts';

/** A step of an optimiser that takes the whole training split, from where the weights stand. */
export function wholeStep(optimizer: WholeOptimizer, memory: Memory, start: Float64Array): Trials {
  switch (optimizer.kind) {
    case 'rotosolve':
      return rotosolveSweep(start);
    case 'lbfgs':
      return lbfgsStep(memoryOf(memory, 'lbfgs'), start, optimizer.memory);
    case 'cobyla':
      return cobylaTrial(memoryOf(memory, 'cobyla'), start, optimizer);
  }
}
