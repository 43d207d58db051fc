/** A convex function near a point. */
export interface ConvexPoint {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Of the second derivative; its entries are positive. */
  readonly diagonal: () => Float64Array;
  /** The second derivative times a direction. */
  readonly curve: (direction: Float64Array) => Float64Array;
}

const STEPS = 200;
const HALVINGS = 40;
/** Of the slope along the step: the least part of it by which the value must fall (Armijo). */
const SUFFICIENT = 1e-4;
/** Of the value: changes that rounding makes. */
const ROUNDING = 1e-13;

/**
 * The minimum of a smooth convex function, by Newton's method whose steps are found by conjugate gradients,
 * preconditioned by the diagonal (Nocedal and Wright, "Numerical Optimization", algorithm 7.1), from zero.
 *
 * It ends where no entry of the gradient exceeds the tolerance, or rounding leaves nothing to gain.
 */
export function minimiseConvex(
  size: number,
  at: (point: Float64Array) => ConvexPoint,
  tolerance: number,
): Float64Array {
  let point: Float64Array = new Float64Array(size);
  let here = at(point);
  for (let step = 0; step < STEPS; step += 1) {
    if (steepness(here) <= tolerance) break;
    const direction = newtonStep(here);
    const next = descend(point, here, direction, at);
    if (next === undefined) break;
    ({ point, here } = next);
  }
  return point;
}

/**
 * Halves the step until the value falls enough; undefined where it does not any more. So near the minimum that rounding
 * hides the fall of the value, that of the gradient counts.
 */
function descend(
  point: Float64Array,
  here: ConvexPoint,
  direction: Float64Array,
  at: (point: Float64Array) => ConvexPoint,
): { readonly point: Float64Array; readonly here: ConvexPoint } | undefined {
  const slope = dot(here.gradient, direction);
  for (let halving = 0, length = 1; halving < HALVINGS; halving += 1, length /= 2) {
    const moved = point.map((entry, index) => entry + length * direction[index]!);
    const there = at(moved);
    const fallsEnough = there.value < here.value + SUFFICIENT * length * slope;
    const isHidden = Math.abs(there.value - here.value) <= ROUNDING * Math.abs(here.value);
    if (fallsEnough || (isHidden && steepness(there) < steepness(here)))
      return { point: moved, here: there };
  }
  return undefined;
}

/** Roughly `-H^-1 g`, the more exactly the smaller the gradient. */
function newtonStep({ gradient, diagonal: preconditioner, curve }: ConvexPoint): Float64Array {
  const diagonal = preconditioner();
  const start = Math.sqrt(dot(gradient, gradient));
  const enough = Math.min(0.5, Math.sqrt(start)) * start;
  const step = new Float64Array(gradient.length);
  const residual = gradient.slice();
  let scaled = residual.map((entry, index) => entry / diagonal[index]!);
  let direction = scaled.map((entry) => -entry);
  let product = dot(residual, scaled);
  for (let iteration = 0; iteration < 2 * gradient.length + 10; iteration += 1) {
    const curved = curve(direction);
    const curvature = dot(direction, curved);
    if (!(curvature > 0)) break;
    const length = product / curvature;
    addTimes(step, direction, length);
    addTimes(residual, curved, length);
    if (Math.sqrt(dot(residual, residual)) <= enough) break;
    scaled = residual.map((entry, index) => entry / diagonal[index]!);
    const next = dot(residual, scaled);
    const share = next / product;
    product = next;
    direction = direction.map((entry, index) => share * entry - scaled[index]!);
  }
  return step;
}

function steepness({ gradient }: ConvexPoint): number {
  return gradient.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let entry = 0; entry < a.length; entry += 1) sum += a[entry]! * b[entry]!;
  return sum;
}

function addTimes(sum: Float64Array, vector: Float64Array, factor: number): void {
  for (let entry = 0; entry < sum.length; entry += 1) sum[entry]! += factor * vector[entry]!;
}
