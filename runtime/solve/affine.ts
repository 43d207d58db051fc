/** `weights row + offsets`, weights by output. */
export function affine(
  weights: readonly (readonly number[])[],
  row: ArrayLike<number>,
  offsets?: readonly number[],
): Float64Array {
  const outputs = new Float64Array(weights.length);
  for (const [output, factors] of weights.entries()) {
    let sum = 0;
    for (let entry = 0; entry < factors.length; entry += 1) sum += factors[entry]! * row[entry]!;
    outputs[output] = sum + (offsets?.[output] ?? 0);
  }
  return outputs;
}
