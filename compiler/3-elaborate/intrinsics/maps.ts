import { leafForm } from '../form.ts';
import { textAt } from '../frame.ts';
import { described, typeText } from '../describe.ts';
import { refuse } from '../report.ts';
import { operationTensor } from '../tensor.ts';
import { union, type Tensor, type Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

/** One function applied along the first axis of a tensor. Its body is cut out of the graph at the end (`outline.ts`). */
export const maps: Readonly<Record<string, (call: IntrinsicCall) => Value>> = {
  map: (call) => {
    const x = entries(call);
    const entry = argument(call, x, x.shape.slice(1));
    const result = applied(call, [entry]);
    const shape = [x.shape[0]!, ...result.shape];
    return outlined(call, 'map', [x], [entry], result, shape);
  },
  fold: (call) => {
    const x = entries(call);
    const start = call.numbers('start');
    const state = argument(
      call,
      { ...start, trainable: true, sources: start.sources },
      start.shape,
    );
    const { walked, handed, entry } = walk(call, x);
    const result = applied(call, [state, entry]);
    if (result.shape.join() !== start.shape.join()) {
      refuse('size-mismatch', 'default', call.at, {
        left: `the state is ${typeText(start)}`,
        right: `\`${textAt(call.frame, call.given('f').at)}\` makes ${typeText(result)} of it`,
      });
    }
    return outlined(call, 'fold', [walked, start], [state, handed], result, start.shape);
  },
};

function entries(call: IntrinsicCall): Tensor {
  const x = call.tensor('x');
  if (x.shape.length > 0) return x;
  const { at } = call.given('x');
  return refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(call.frame, at)}\``,
    found: `\`${typeText(x)}\``,
    wanted: `a tensor that \`${call.name}\` can walk along`,
  });
}

/** What a `fold` walks along, and what it makes an entry of: rows are looked up word by word, so that absent words are skipped. */
function walk(
  call: IntrinsicCall,
  x: Tensor,
): { readonly walked: Tensor; readonly handed: Tensor; readonly entry: Tensor } {
  const shape = x.shape.slice(1);
  if (x.lookup === undefined) {
    const entry = argument(call, x, shape);
    return { walked: x, handed: entry, entry };
  }
  const { table, words } = x.lookup;
  const word = argument(call, words, []);
  const row = operationTensor(call.frame.elaboration.graph, { kind: 'gather' }, [table, word], {
    shape,
  });
  return { walked: words, handed: word, entry: { ...row, sources: x.sources } };
}

/** What stands for one entry while the function is read. */
function argument(call: IntrinsicCall, of: Tensor, shape: readonly number[]): Tensor {
  const { graph } = call.frame.elaboration;
  const node = graph.add({
    // The position is settled when the body is cut out; until then it keeps arguments apart.
    operation: { kind: 'argument', position: graph.nodes.length },
    inputs: [],
    shape,
    rate: 'sample',
    trainable: of.trainable,
    needs: [...of.needs],
  });
  return {
    kind: 'tensor',
    element: of.element,
    shape,
    rate: 'sample',
    sources: of.sources,
    needs: of.needs,
    trainable: of.trainable,
    form: (index) => leafForm(node, index),
    node: () => node,
  };
}

function applied(call: IntrinsicCall, values: readonly Tensor[]): Tensor {
  const f = call.given('f');
  if (f.value.kind !== 'callable') {
    refuse('type-mismatch', 'default', f.at, {
      what: `\`${textAt(call.frame, f.at)}\``,
      found: described(f.value),
      wanted: `a function for \`${call.name}\``,
    });
  }
  const { rules } = call.frame.elaboration;
  const result = rules.invoke(
    call.frame,
    f.value,
    values.map((value) => ({ value, at: f.at })),
    call.at,
    call.place,
  );
  if (result.kind === 'tensor') return result;
  return refuse('type-mismatch', 'default', f.at, {
    what: `What \`${textAt(call.frame, f.at)}\` gives`,
    found: described(result),
    wanted: 'a tensor',
  });
}

function outlined(
  call: IntrinsicCall,
  kind: 'map' | 'fold',
  inputs: readonly Tensor[],
  handed: readonly Tensor[],
  result: Tensor,
  shape: readonly number[],
): Tensor {
  const { graph, outlines } = call.frame.elaboration;
  const rate =
    inputs.some((one) => one.rate === 'sample') || result.sources.size > 0 ? 'sample' : 'shared';
  const made = operationTensor(
    graph,
    { kind, body: { nodes: [], circuits: [], result: result.node() } },
    inputs,
    { shape, rate },
  );
  const trainable = result.trainable || inputs.some((one) => one.trainable);
  const node = (): number => {
    const index = made.node();
    graph.nodes[index]!.trainable = trainable;
    outlines.set(index, { handed: handed.map((one) => one.node()), result: result.node() });
    return index;
  };
  const sources = union(...inputs.map((one) => one.sources), result.sources);
  return { ...made, trainable, sources, node, form: (index) => leafForm(node(), index) };
}
