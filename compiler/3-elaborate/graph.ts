import type { Node, Operation, Origin } from '../../runtime/program/index.ts';
import type { Location } from '../diagnostics/diagnostic.ts';

/** The dataflow graph while it is being built: equal nodes are made once. */
export interface Graph {
  readonly nodes: BuiltNode[];
  readonly origins: readonly Origin[];
  readonly sources: readonly string[];
  add(node: Omit<BuiltNode, 'origin'>): number;
  constant(values: readonly number[], shape: readonly number[]): number;
  /** Sets where what is added next comes from. */
  from(at: Location, path: readonly string[]): void;
  /** Index of the origin set last. */
  origin(): number;
  /** Goes back to an origin that `origin` gave. */
  restore(origin: number): void;
}

/** As `Node`; shapes of parameters grow until the end. */
export type BuiltNode = { -readonly [Key in keyof Node]: Node[Key] };

export function createGraph(): Graph {
  const nodes: BuiltNode[] = [];
  const known = new Map<string, number>();
  const origins: Origin[] = [];
  const originIndex = new Map<string, number>();
  const sources: string[] = [];
  let current = 0;

  function add(node: Omit<BuiltNode, 'origin'>): number {
    const key = JSON.stringify([node.operation, node.inputs, node.shape]);
    const found = known.get(key);
    if (found !== undefined) return found;
    nodes.push({ ...node, origin: current });
    known.set(key, nodes.length - 1);
    return nodes.length - 1;
  }

  return {
    nodes,
    origins,
    sources,
    add,
    constant: (values, shape) => {
      const operation: Operation = { kind: 'constant', values };
      return add({ operation, inputs: [], shape, rate: 'shared', trainable: false, needs: [] });
    },
    from: (at, path) => {
      const key = `${at.file}:${at.start}:${at.end}:${path.join('/')}`;
      const found = originIndex.get(key);
      if (found !== undefined) {
        current = found;
        return;
      }
      if (!sources.includes(at.file)) sources.push(at.file);
      origins.push({ file: sources.indexOf(at.file), start: at.start, end: at.end, path });
      current = origins.length - 1;
      originIndex.set(key, current);
    },
    origin: () => current,
    restore: (origin) => {
      current = origin;
    },
  };
}
