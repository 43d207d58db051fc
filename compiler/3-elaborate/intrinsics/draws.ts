import { leafForm } from '../form.ts';
import { nothing, real, type Tensor } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

/**
 * Numbers that are drawn anew for each sample. Every `draw` is a source of its own, with a stream of its own, and is
 * worked out at each step as what weights move is.
 */
export const draws: Readonly<Record<string, (call: IntrinsicCall) => Tensor>> = {
  draw: (call) => {
    const { graph } = call.frame.elaboration;
    const shape = [call.int('n')];
    const [low, high] = [call.constant('low', 0), call.constant('high', 1)];
    const stream = graph.nodes.filter((node) => node.operation.kind === 'draw').length;
    const node = graph.add({
      operation: { kind: 'draw', low, high, stream },
      inputs: [],
      shape,
      rate: 'sample',
      trainable: true,
      needs: [],
    });
    return {
      kind: 'tensor',
      element: real,
      shape,
      rate: 'sample',
      sources: new Set([stream === 0 ? 'draw' : `draw#${stream + 1}`]),
      needs: nothing,
      trainable: true,
      form: (index) => leafForm(node, index),
      node: () => node,
    };
  },
};
