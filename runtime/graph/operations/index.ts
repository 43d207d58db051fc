import type { BatchObjective, Operation, PairSource } from '../../program/index.ts';
import type { Kernel, Site } from '../kernel.ts';
import { binary } from './binary.ts';
import { divergence } from './divergence.ts';
import { entropy } from './entropy.ts';
import { feature } from './feature.ts';
import { binaryCrossEntropy, crossEntropy, huber } from './loss.ts';
import { matmul } from './matmul.ts';
import { mmd } from './mmd.ts';
import { logSumExp, softmax, unit } from './normalise.ts';
import { concatenate, pad, reshape, slice, transpose } from './rearrange.ts';
import { unfold } from './unfold.ts';
import { reduce } from './reduce.ts';
import { clip, fallback, gather, largest, oneHot } from './select.ts';
import type { Absent } from './select.ts';
import { unary } from './unary.ts';

/** Operations that work out a value from their inputs alone; circuits, bodies and draws have a door of their own. */
export type PlainOperation = Exclude<
  Operation,
  {
    readonly kind:
      | 'input'
      | 'constant'
      | 'parameter'
      | 'draw'
      | 'sample'
      | 'fit'
      | 'circuit'
      | 'argument'
      | 'map'
      | 'fold'
      | 'solve'
      | PairSource['kind']
      | BatchObjective['kind'];
  }
>;

/** Binds an operation to its buffers. `absent` is asked by `else` alone. */
export function bindOperation(operation: PlainOperation, site: Site, absent: Absent): Kernel {
  switch (operation.kind) {
    case 'unary':
      return unary(operation.function, site);
    case 'binary':
      return binary(operation.function, site);
    case 'reduce':
      return reduce(operation.function, operation.axis, site);
    case 'softmax':
      return softmax(site);
    case 'log_sum_exp':
      return logSumExp(site);
    case 'matmul':
      return matmul(site);
    case 'reshape':
      return reshape(site);
    case 'transpose':
      return transpose(site);
    case 'join':
    case 'stack':
      return concatenate(site);
    case 'slice':
      return slice(operation.axes, site);
    case 'unfold':
      return unfold(operation.windows, site);
    case 'pad':
      return pad(site);
    case 'clip':
      return clip(site);
    case 'unit':
      return unit(site);
    case 'gather':
      return gather(site);
    case 'one_hot':
      return oneHot(site);
    case 'argmax':
      return largest(site);
    case 'else':
      return fallback(absent, site);
    case 'feature':
      return feature(operation.feature, site);
    case 'entropy':
      return entropy(site);
    case 'cross_entropy':
      return crossEntropy(site);
    case 'binary_cross_entropy':
      return binaryCrossEntropy(site);
    case 'huber':
      return huber(operation.delta, site);
    case 'mmd':
      return mmd(operation.bandwidths, site);
    case 'divergence':
      return divergence(site);
  }
}
