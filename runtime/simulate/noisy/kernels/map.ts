import type { Code } from '../../wasm/encode.ts';
import { i32, type Local, sequence, set } from '../../wasm/instructions.ts';
import { type Kernel, kernel } from '../../kernels/kernel.ts';
import { address, word } from '../../kernels/record.ts';
import { applyMatrix, type DigitShape, loadMatrix, openCoefficients } from './entries.ts';
import { noisyField } from './record.ts';
import { memberOffsets, walk } from './walk.ts';

export interface MapShape {
  /** One or two, ascending. */
  readonly digits: readonly DigitShape[];
  /** Whether a table says where the coefficients come from; then the source is not the target. */
  readonly through: 'table' | 'none';
}

/** Matrices on one or two digits of the coefficients of `size` bytes. */
export function mapForward(shape: MapShape): Kernel {
  const { digits, through } = shape;
  return kernel(
    `noisy map ${shapeText(shape).replaceAll('~', '*')}`,
    (v, scope, record, states, lane) => {
      const from = openCoefficients(
        scope,
        v,
        record,
        address(record, noisyField.source, states),
        through,
      );
      const to = openCoefficients(
        scope,
        v,
        record,
        address(record, noisyField.target, states),
        'none',
      );
      const matrices = digits.map(({ pattern }, i) => loadMatrix(scope, record, lane, pattern, i));
      const offsets = memberOffsets(digits.map(({ digit }) => digit));
      const values = scope.vectors(offsets.length);
      const at = scope.i32();
      const body = sequence(
        from.locate(at),
        to.locate(at),
        ...offsets.map((offset, i) => set(values[i]!, from.load(offset))),
        ...digits.map(({ pattern }, i) =>
          applyMatrix(v, pattern, matrices[i]!.locals, columnsOf(values, i), 'forward'),
        ),
        ...offsets.map((offset, i) => to.store(offset, values[i]!)),
      );
      return sequence(
        from.prologue,
        to.prologue,
        ...matrices.map(({ prologue }) => prologue),
        set(at, i32(0)),
        walkAll(scope, shape, at, word(record, noisyField.size), body),
      );
    },
  );
}

export function walkAll(
  scope: Parameters<typeof walk>[0],
  { digits }: MapShape,
  at: Local,
  size: Code,
  body: Code,
): Code {
  return walk(
    scope,
    digits.map(({ digit }) => digit),
    at,
    size,
    body,
  );
}

export function shapeText({ digits, through }: MapShape): string {
  const parts = digits.map(({ digit, pattern }) => `${digit} ${pattern.join('')}`);
  return `${through} ${parts.join(' and ')}`;
}

/** The members of a step that differ in one digit only, four by four. */
export function columnsOf<Item>(members: readonly Item[], index: number): readonly Item[][] {
  const stride = 4 ** index;
  return members.flatMap((_, first) =>
    (first >> (2 * index)) % 4 === 0
      ? [[0, 1, 2, 3].map((digit) => members[first + digit * stride]!)]
      : [],
  );
}
