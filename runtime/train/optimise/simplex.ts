import { dot, sumOf } from '../../differentiate/vectors.ts';

/** A simplex of `n + 1` points, as edges from one of them, its pole. */
export interface Simplex {
  /** From the pole to each other vertex. */
  readonly edges: Float64Array[];
  /** Rows of the inverse of the matrix whose columns are the edges: what each vertex says of a direction. */
  readonly inverse: Float64Array[];
}

/** An edge of this length along each axis. */
export function createSimplex(size: number, length: number): Simplex {
  const axis = (index: number, value: number): Float64Array =>
    Float64Array.from({ length: size }, (_, i) => (i === index ? value : 0));
  const indices = Array.from({ length: size }, (_, index) => index);
  return {
    edges: indices.map((index) => axis(index, length)),
    inverse: indices.map((index) => axis(index, 1 / length)),
  };
}

/** Puts vertex `index` where `edge` points to from the pole; the inverse follows (Sherman and Morrison 1950). */
export function replaceEdge({ edges, inverse }: Simplex, index: number, edge: Float64Array): void {
  edges[index] = edge;
  const own = inverse[index]!;
  const share = dot(own, edge);
  const row = own.map((value) => value / share);
  for (const [other, before] of inverse.entries()) {
    inverse[other] = other === index ? row : sumOf(before, row, -dot(before, edge));
  }
}

/**
 * Makes vertex `index` the pole, and the pole vertex `index`.
 * @param count how many vertices there are yet; edges after those stay as they are
 */
export function turnToPole({ edges, inverse }: Simplex, index: number, count = edges.length): void {
  const shift = edges[index]!;
  for (let other = 0; other < count; other++) {
    edges[other] = other === index ? shift.map((value) => -value) : sumOf(edges[other]!, shift, -1);
  }
  inverse[index] = shift.map((_, i) =>
    inverse.slice(0, count).reduce((sum, row) => sum - row[i]!, 0),
  );
}

/** The gradient of the linear function that has these values at the vertices, `rise` above that at the pole. */
export function slopeOf({ inverse }: Simplex, rise: readonly number[]): Float64Array {
  return inverse[0]!.map((_, i) =>
    inverse.reduce((sum, row, index) => sum + rise[index]! * row[i]!, 0),
  );
}

/** Lengths of the edges, and how far each vertex is from the face of all others. */
export function shapeOf({ edges, inverse }: Simplex): {
  readonly lengths: readonly number[];
  readonly heights: readonly number[];
} {
  const norm = (vector: Float64Array): number => Math.sqrt(dot(vector, vector));
  return { lengths: edges.map(norm), heights: inverse.map((row) => 1 / norm(row)) };
}
