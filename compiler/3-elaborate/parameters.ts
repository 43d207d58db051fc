import type { Parameter, Start } from '../../runtime/program/index.ts';
import { leafForm } from './form.ts';
import type { Graph } from './graph.ts';
import { elements, nothing, real, type Tensor } from './value.ts';

/** All trainable numbers, by path. A `param` inside loops is one tensor whose first axes are the loops. */
export interface ParameterStore {
  /** One more pass of the parameter at `path`; gives its number. */
  grow(path: string, description: ParameterDescription, loops: readonly number[]): number;
  /** The value in one pass. */
  tensor(path: string, pass: number): Tensor;
  /** Shape of one pass, or undefined before the first. */
  shape(path: string): readonly number[] | undefined;
  count(): number;
  /** Settles the shapes in the graph. */
  finish(): readonly Parameter[];
}

export interface ParameterDescription {
  readonly shape: readonly number[];
  readonly start: Start;
  readonly unit: Parameter['unit'];
}

interface Record extends ParameterDescription {
  readonly index: number;
  readonly node: number;
  readonly origin: number;
  readonly passes: (readonly number[])[];
  /** The node of shape `[passes, ...shape]` that single passes are sliced from. */
  rows: number | null;
}

export function createParameterStore(graph: Graph): ParameterStore {
  const records = new Map<string, Record>();

  function grow(path: string, description: ParameterDescription, loops: readonly number[]): number {
    const found = records.get(path);
    if (found) {
      found.passes.push(loops);
      return found.passes.length - 1;
    }
    const index = records.size;
    const node = graph.add({
      operation: { kind: 'parameter', index },
      inputs: [],
      shape: description.shape,
      rate: 'shared',
      trainable: true,
      needs: [],
    });
    records.set(path, {
      ...description,
      index,
      node,
      origin: graph.origin(),
      passes: [loops],
      rows: null,
    });
    return 0;
  }

  function passNode(record: Record, pass: number): number {
    if (record.passes[0]?.length === 0) return record.node;
    record.rows ??= graph.add({
      operation: { kind: 'reshape' },
      inputs: [record.node],
      // Settled by `finish`; -1 keeps the key of each parameter's node its own.
      shape: [-1, ...record.shape],
      rate: 'shared',
      trainable: true,
      needs: [],
    });
    const whole = record.shape.map((stop) => ({ kind: 'range', start: 0, stop, step: 1 }) as const);
    return graph.add({
      operation: { kind: 'slice', axes: [{ kind: 'index', index: pass }, ...whole] },
      inputs: [record.rows],
      shape: record.shape,
      rate: 'shared',
      trainable: true,
      needs: [],
    });
  }

  return {
    grow,
    tensor: (path, pass) => {
      const record = records.get(path)!;
      const size = elements(record.shape);
      return {
        kind: 'tensor',
        element: real,
        shape: record.shape,
        rate: 'shared',
        sources: nothing,
        needs: nothing,
        trainable: true,
        form: (index) => leafForm(record.node, pass * size + index),
        node: () => passNode(record, pass),
      };
    },
    shape: (path) => records.get(path)?.shape,
    count: () =>
      [...records.values()].reduce((sum, one) => sum + one.passes.length * elements(one.shape), 0),
    finish: () =>
      [...records].map(([path, record]) => {
        const shape = [...loopAxes(record.passes), ...record.shape];
        graph.nodes[record.node]!.shape = shape;
        if (record.rows !== null)
          graph.nodes[record.rows]!.shape = [record.passes.length, ...record.shape];
        return { path, shape, start: record.start, unit: record.unit, origin: record.origin };
      }),
  };
}

/** The loops as axes where every pass of them was made; otherwise one axis that counts the passes. */
function loopAxes(passes: readonly (readonly number[])[]): number[] {
  const depth = passes[0]?.length ?? 0;
  if (depth === 0) return [];
  if (passes.some((loops) => loops.length !== depth)) return [passes.length];
  const axes = Array.from(
    { length: depth },
    (_, axis) => 1 + Math.max(...passes.map((one) => one[axis] ?? 0)),
  );
  return elements(axes) === passes.length ? axes : [passes.length];
}
