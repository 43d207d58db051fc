/** What machines answer, as numbers: counts by register, expectations with their errors. */
export { countsOf, type BitArray } from './bit-array.ts';
export { type BraketResult, decodeBraketResult, decodeBraketTask } from './braket.ts';
export {
  type Counts,
  diagonalMean,
  type Estimate,
  frequencies,
  frequencyError,
  marginal,
  signMean,
  totalOf,
} from './counts.ts';
export { decodeExecutorResult } from './executor.ts';
export { decodePrimitiveResult, type Field, fieldOf, type PrimitiveResult } from './primitive.ts';
export { decodeTensor, type Tensor } from './tensor.ts';
