import type { Optimizer } from '../../program/index.ts';
import { createAdamState } from './adam.ts';
import type { AdamState } from './adam.ts';
import { createCobylaState } from './cobyla.ts';
import type { CobylaState } from './cobyla.ts';
import { createLbfgsState } from './lbfgs.ts';
import type { LbfgsState } from './lbfgs.ts';
import { createRmspropState } from './rmsprop.ts';
import type { RmspropState } from './rmsprop.ts';
import { createSgdState } from './sgd.ts';
import type { SgdState } from './sgd.ts';
import { createSpsaState } from './spsa.ts';
import type { SpsaState } from './spsa.ts';

/** What an optimiser remembers from step to step, of the numbers that its stage trains. Plain data. */
export type Memory =
  | (AdamState & { readonly kind: 'adam' | 'adamw' })
  | (SgdState & { readonly kind: 'sgd' })
  | (RmspropState & { readonly kind: 'rmsprop' })
  | (SpsaState & { readonly kind: 'spsa' })
  | { readonly kind: 'qng' | 'rotosolve' }
  | (LbfgsState & { readonly kind: 'lbfgs' })
  | (CobylaState & { readonly kind: 'cobyla' });

/** Of an optimiser before its first step. @param length how many numbers it moves */
export function createMemory({ kind }: Pick<Optimizer, 'kind'>, length: number): Memory {
  switch (kind) {
    case 'adam':
    case 'adamw':
      return { kind, ...createAdamState(length) };
    case 'sgd':
      return { kind, ...createSgdState(length) };
    case 'rmsprop':
      return { kind, ...createRmspropState(length) };
    case 'spsa':
      return { kind, ...createSpsaState() };
    case 'qng':
    case 'rotosolve':
      return { kind };
    case 'lbfgs':
      return { kind, ...createLbfgsState() };
    case 'cobyla':
      return { kind, ...createCobylaState() };
  }
}

/** Optimiser and memory are made for each other, by stage. */
export function memoryOf<Kind extends Memory['kind']>(
  memory: Memory,
  ...kinds: readonly Kind[]
): Extract<Memory, { readonly kind: Kind }> {
  if ((kinds as readonly string[]).includes(memory.kind)) {
    return memory as Extract<Memory, { readonly kind: Kind }>;
  }
  throw new Error(`the memory of ${memory.kind} is handed to ${kinds.join(' or ')}`);
}
