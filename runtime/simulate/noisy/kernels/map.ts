import { i32, sequence, set } from '../../wasm/instructions.ts';
import { type Kernel, kernel } from '../../kernels/kernel.ts';
import { address } from '../../kernels/record.ts';
import type { Pattern } from '../pattern.ts';
import { applyMatrix, loadMatrix, openCoefficients } from './entries.ts';
import { noisyField } from './record.ts';
import { type Extent, memberOffsets, walk } from './walk.ts';

export interface MapShape {
  readonly digit: number;
  readonly pattern: Pattern;
  /** Whether a table says where the coefficients come from; then the source is not the target. */
  readonly through: 'table' | 'none';
  /** Whether the target is the source. */
  readonly place: 'same' | 'other';
  readonly extent: Extent;
}

/**
 * A matrix on one digit. Two digits at once would halve the walks through memory, but their matrices and coefficients
 * do not fit into the processor's registers together, which costs more.
 */
export function mapForward(shape: MapShape): Kernel {
  const { digit, pattern, through, place } = shape;
  const name = `noisy map ${shapeText(shape).replaceAll('~', '*')}`;
  return kernel(name, (v, scope, record, states, lane) => {
    const source = address(record, noisyField.source, states);
    const from = openCoefficients(scope, v, record, source, through);
    const target = address(record, noisyField.target, states);
    const to = place === 'same' ? from : openCoefficients(scope, v, record, target, 'none');
    const matrix = loadMatrix(scope, record, lane, pattern);
    const offsets = memberOffsets(digit);
    const values = scope.vectors(4);
    const at = scope.i32();
    const isUsed = (member: number): boolean =>
      place === 'other' || !isKept(pattern, member) || feedsOthers(pattern, member);
    const isChanged = (member: number): boolean => place === 'other' || !isKept(pattern, member);
    return sequence(
      from.prologue,
      ...(to === from ? [] : [to.prologue]),
      matrix.prologue,
      set(at, i32(0)),
      walk(
        scope,
        digit,
        shape.extent,
        at,
        sequence(
          from.locate(at),
          ...(to === from ? [] : [to.locate(at)]),
          ...offsets.flatMap((offset, i) =>
            isUsed(i) ? [set(values[i]!, from.load(offset))] : [],
          ),
          applyMatrix(v, pattern, matrix.locals, values, 'forward'),
          ...offsets.flatMap((offset, i) => (isChanged(i) ? [to.store(offset, values[i]!)] : [])),
        ),
      ),
    );
  });
}

export function shapeText({ digit, pattern, through, place, extent }: MapShape): string {
  return `${through} ${place} ${digit} ${pattern.join('')} of ${extent.digits} by ${extent.blocks}`;
}

/** Does the row leave its coefficient as it is? */
function isKept(pattern: Pattern, row: number): boolean {
  return [0, 1, 2, 3].every((k) => pattern[4 * row + k] === (k === row ? '1' : '0'));
}

function feedsOthers(pattern: Pattern, column: number): boolean {
  return [0, 1, 2, 3].some((row) => row !== column && pattern[4 * row + column] !== '0');
}
