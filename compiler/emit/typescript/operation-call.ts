import type { Node, SliceAxis } from '../../../runtime/program/index.ts';
import { camelCase } from './identifiers.ts';
import { numberText } from './numbers.ts';

export interface OperationCall {
  /** A function of the runtime's `dataflow`. */
  readonly name: string;
  readonly args: readonly string[];
}

/** The function of the runtime that does what a node says, and its arguments; inputs come as they are written. */
export function operationCall(
  { operation, shape }: Node,
  inputs: readonly string[],
): OperationCall {
  switch (operation.kind) {
    case 'unary':
    case 'binary':
      return { name: operation.function, args: inputs };
    case 'reduce': {
      const axis = operation.axis === null ? [] : [String(operation.axis)];
      return { name: operation.function, args: [...inputs, ...axis] };
    }
    case 'pad':
    case 'one_hot':
      return { name: camelCase(operation.kind), args: [...inputs, String(shape.at(-1))] };
    case 'unfold': {
      const { axes, size, stride, padding } = operation.windows;
      const windows = `{ axes: ${axes}, size: ${size}, stride: ${stride}, padding: ${padding} }`;
      return { name: 'unfold', args: [...inputs, windows] };
    }
    case 'slice':
      return { name: 'slice', args: [...inputs, ...operation.axes.map(axisText)] };
    case 'draw': {
      const [low, high] = [operation.low, operation.high].map(numberText);
      return { name: 'draw', args: [`[${shape.join(', ')}]`, low!, high!, 'random'] };
    }
    case 'sample':
      return { name: 'sample', args: [...inputs, 'random'] };
    case 'else':
      return { name: 'orElse', args: inputs };
    case 'huber':
      return { name: 'huber', args: [...inputs, numberText(operation.delta)] };
    case 'mmd': {
      const bandwidths = operation.bandwidths.map(numberText).join(', ');
      return { name: 'mmd', args: [...inputs, `[${bandwidths}]`] };
    }
    case 'overlap':
      return { name: operation.of === 'paulis' ? 'overlapOfPaulis' : 'overlap', args: inputs };
    default:
      return { name: camelCase(operation.kind), args: inputs };
  }
}

function axisText(axis: SliceAxis): string {
  if (axis.kind === 'index') return String(axis.index);
  const { start, stop, step } = axis;
  return step === 1 ? `[${start}, ${stop}]` : `[${start}, ${stop}, ${step}]`;
}
