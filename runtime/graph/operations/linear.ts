import type { Kernel, Operand } from '../kernel.ts';
import { type LinearCode, linearModule } from './linear-code.ts';

/** Products of a full batch from which on copying to a memory of its own and back pays. */
const WORTHWHILE = 512;

interface LinearSite {
  /** `[rows, inner]`, the same for all samples. */
  readonly matrix: Operand;
  /** `[inner]` of each sample. */
  readonly vectors: Operand;
  readonly output: Operand;
}

export function isLinear({ matrix, vectors }: Omit<LinearSite, 'output'>): boolean {
  return (
    matrix.shape.length === 2 &&
    matrix.size * (vectors.value.length / vectors.size) >= WORTHWHILE &&
    matrix.stride === 0 &&
    vectors.stride === vectors.size &&
    vectors.shape.length === 1
  );
}

/** A shared matrix times a vector of each sample, in WebAssembly; made when it is first used. */
export function linear(site: LinearSite): Kernel {
  let made: Kernel | undefined;
  return {
    forward(count) {
      made ??= makeLinear(site);
      made.forward(count);
    },
    backward(count) {
      made?.backward(count);
    },
  };
}

function makeLinear({ matrix, vectors, output }: LinearSite): Kernel {
  const [rows, inner] = matrix.shape as [number, number];
  let end = 0;
  const take = (numbers: number): number => {
    const start = end;
    end += 8 * numbers;
    return start;
  };
  const at = {
    matrix: take(matrix.size),
    vectors: take(vectors.value.length),
    results: take(output.value.length),
    matrixGradient: take(matrix.size),
    vectorGradients: take(vectors.value.length),
  };
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) });
  const module = new WebAssembly.Module(
    linearModule({
      rows,
      inner,
      matrix: matrix.gradient !== null,
      vectors: vectors.gradient !== null,
    }),
  );
  const code = new WebAssembly.Instance(module, { host: { memory } })
    .exports as unknown as LinearCode;
  const numbers = new Float64Array(memory.buffer);
  const put = (values: Float64Array, address: number, length: number): void => {
    numbers.set(values.length === length ? values : values.subarray(0, length), address / 8);
  };
  const fetch = (into: Float64Array, address: number, length: number): void => {
    into.set(numbers.subarray(address / 8, address / 8 + length));
  };
  return {
    forward(count) {
      put(matrix.value, at.matrix, matrix.size);
      put(vectors.value, at.vectors, count * inner);
      code.forward(at.matrix, at.vectors, at.results, count);
      fetch(output.value, at.results, count * rows);
    },
    backward(count) {
      if (!output.gradient) return;
      put(output.gradient, at.results, count * rows);
      const gradients = [
        { of: matrix.gradient, address: at.matrixGradient, length: matrix.size },
        { of: vectors.gradient, address: at.vectorGradients, length: count * inner },
      ];
      for (const { of, address, length } of gradients) if (of) put(of, address, length);
      code.backward(
        at.matrix,
        at.vectors,
        at.results,
        at.matrixGradient,
        at.vectorGradients,
        count,
      );
      for (const { of, address, length } of gradients) if (of) fetch(of, address, length);
    },
  };
}

const PAGE = 65536;
