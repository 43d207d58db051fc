import { expect, test } from 'vitest';
import { intrinsicShapes } from '../../compiler/2-infer/intrinsic-shapes.ts';
import { builtIntrinsics } from '../../compiler/3-elaborate/intrinsics/index.ts';

test('every intrinsic function has both a shape and a meaning', () => {
  expect([...builtIntrinsics].sort()).toEqual([...intrinsicShapes.keys()].sort());
});
