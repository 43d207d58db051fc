/**
 * The part of a tangent that changes a state and not only its phase, `(1 - |a><a|) t`, written over `t`.
 * @param state amplitudes, real and imaginary part in turn, of length 1
 */
export function projectTangent(tangent: Float64Array, state: Float64Array): void {
  let [re, im] = [0, 0];
  for (let k = 0; k < state.length; k += 2) {
    const [a, b, x, y] = [state[k]!, state[k + 1]!, tangent[k]!, tangent[k + 1]!];
    re += a * x + b * y;
    im += a * y - b * x;
  }
  for (let k = 0; k < state.length; k += 2) {
    const [a, b] = [state[k]!, state[k + 1]!];
    tangent[k]! -= re * a - im * b;
    tangent[k + 1]! -= re * b + im * a;
  }
}
