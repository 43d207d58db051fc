import { applySolver, type FittedSolver } from '../solve/index.ts';
import { tensor } from '../predict/operate.ts';
import { asTensor, whereAll, type Result, type Value } from './value.ts';

/** What a solver found on the training data, and of a kernel solver the samples that it asks about, value by value. */
export interface TrainedSolver<Landmark extends object = object> {
  readonly fitted: FittedSolver;
  readonly landmarks: readonly Landmark[];
}

/** What a solver of features says of a sample. */
export function solve<A extends Value>(
  { fitted }: TrainedSolver,
  features: A,
  shape: readonly number[],
): Result<A> {
  return whereAll([features], ({ data }) => tensor(shape, applySolver(fitted, data)));
}

/** What a solver of a kernel says of a sample: `likeness` is asked about each training sample that it kept. */
export function solveKernel<Landmark extends object, R extends Value>(
  { fitted, landmarks }: TrainedSolver<Landmark>,
  shape: readonly number[],
  likeness: (landmark: Landmark) => R,
): Result<R> {
  const row = landmarks.map(likeness);
  if (row.includes(undefined as R)) return undefined as Result<R>;
  const numbers = row.map((value) => asTensor(value!).data[0]!);
  return tensor(shape, applySolver(fitted, numbers));
}
