import type { Code } from '../wasm/encode.ts';
import {
  add,
  countUp,
  double,
  get,
  i32,
  sequence,
  set,
  shuffle,
  vectorLoad,
  vectorStore,
} from '../wasm/instructions.ts';
import { defineFunction, type WasmFunction } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';
import { inRange, sineCosine } from './sine-cosine.ts';
import { halvesOf, joined } from './wide.ts';

/**
 * `tangents(angles, anglesEnd, target)`: for each vector of angles (float64 whatever the precision) vectors of their
 * cosines, of their sines and of their tangents; the cosines, in float64, replace the angles.
 */
export function tangentsFunction(name: string, v: Vector): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32'], (scope, angles, end, target) => {
    const evaluate = sineCosine(scope);
    const x = scope.v128();
    const halves = halvesOf(v, () => ({
      cosine: scope.v128(),
      sine: scope.v128(),
      tangent: scope.v128(),
    }));
    const parts = (['cosine', 'sine', 'tangent'] as const).map((part) =>
      halves.map((half) => half[part]),
    );
    return countUp(
      angles,
      { from: get(angles), to: get(end), step: 16 * halves.length },
      sequence(
        ...halves.flatMap(({ cosine, sine, tangent }, i) => [
          set(x, vectorLoad(get(angles), 16 * i)),
          evaluate(x, { cosine, sine }),
          set(tangent, double.divide(get(sine), get(cosine))),
          vectorStore(get(angles), get(cosine), 16 * i),
        ]),
        ...parts.map((part, i) => vectorStore(get(target), joined(v, part), 16 * i)),
        set(target, add(get(target), i32(48))),
      ),
    );
  });
}

/**
 * `spreadTangents(angles, anglesEnd, target)`: for each float64 angle, two at a time, vectors that have its cosine, its sine
 * and its tangent in every lane. The cosines, in float64, replace the angles.
 */
export function spreadTangentsFunction(name: string, v: Vector): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32'], (scope, angles, end, target) => {
    const evaluate = sineCosine(scope);
    const [x, cosine, sine, tangent] = scope.vectors(4) as [number, number, number, number];
    const spread = (value: Code, which: 0 | 1): Code => {
      const narrowed = v.precision === 'f32' ? double.demote(value) : value;
      const bytes = Array.from({ length: 16 }, (_, i) => which * v.bytes + (i % v.bytes));
      return shuffle(narrowed, narrowed, bytes);
    };
    const all = [cosine, sine, tangent];
    return countUp(
      angles,
      { from: get(angles), to: get(end), step: 16 },
      sequence(
        set(x, vectorLoad(get(angles))),
        inRange(x),
        evaluate(x, { cosine, sine }),
        set(tangent, double.divide(get(sine), get(cosine))),
        vectorStore(get(angles), get(cosine)),
        ...([0, 1] as const).flatMap((which) =>
          all.map((value, i) =>
            vectorStore(get(target), spread(get(value), which), 48 * which + 16 * i),
          ),
        ),
        set(target, add(get(target), i32(96))),
      ),
    );
  });
}
