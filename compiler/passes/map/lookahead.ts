import type { CouplingGraph } from './coupling-graph.ts';
import type { Dependencies } from './dependencies.ts';

/** What waits for its qubits to meet, and the layers of gates behind it, each less important than the one before. */
export interface Lookahead {
  /** Looks again, from these waiting nodes on. */
  find(front: readonly number[], waiting: Int32Array): void;
  /** Weighted sum of all distances. */
  total(): number;
  /** How much that grows by a swap of two physical qubits. */
  change(a: number, b: number): number;
}

/** Of arithmetic circuits on a heavy hexagon and a line, these left the fewest gates of those that were tried. */
const LAYERS = 20;
const FIRST_LAYER = 0.4;
const LATER_LAYER = 0.7;

/** @param place the physical qubit of each logical one, and `holder` the other way around; both read at each call */
export function createLookahead(
  dependencies: Dependencies,
  { size, distances }: CouplingGraph,
  place: Int32Array,
  holder: Int32Array,
): Lookahead {
  const { nodes, left, right, successors, starts, qubits } = dependencies;
  const weights = Float64Array.from({ length: LAYERS + 1 }, (_, layer) =>
    layer === 0 ? 1 : FIRST_LAYER * LATER_LAYER ** (layer - 1),
  );
  /** `[layer, logical qubit]`: who it meets, -1 for nobody. */
  const partners = new Int32Array((LAYERS + 1) * qubits);
  const open = new Int32Array(nodes);
  const stamps = new Int32Array(nodes);
  let stamp = 0;
  let used = 0;

  return {
    find(front, waiting) {
      partners.fill(-1);
      stamp += 1;
      used = 0;
      const apart = (node: number): number =>
        distances[place[left[node]!]! * size + place[right[node]!]!]!;
      let current: readonly number[] = front.toSorted((p, q) => apart(p) - apart(q));
      while (current.length > 0 && used <= LAYERS) {
        const row = used * qubits;
        const next: number[] = [];
        for (const node of current) {
          const [a, b] = [left[node]!, right[node]!];
          if (a >= 0) {
            // What commutes waits together, and a qubit meets one after the other.
            if (partners[row + a]! >= 0 || partners[row + b]! >= 0) {
              next.push(node);
              continue;
            }
            partners[row + a] = b;
            partners[row + b] = a;
          }
          for (let k = starts[node]!; k < starts[node + 1]!; k++) {
            const successor = successors[k]!;
            if (stamps[successor] !== stamp) {
              stamps[successor] = stamp;
              open[successor] = waiting[successor]!;
            }
            open[successor]! -= 1;
            if (open[successor] === 0) next.push(successor);
          }
        }
        used += 1;
        current = next;
      }
    },
    total() {
      let sum = 0;
      for (let layer = 0; layer < used; layer++) {
        let layerSum = 0;
        for (let a = 0; a < qubits; a++) {
          const b = partners[layer * qubits + a]!;
          if (b > a) layerSum += distances[place[a]! * size + place[b]!]!;
        }
        sum += weights[layer]! * layerSum;
      }
      return sum;
    },
    change(a, b) {
      const [p, q] = [holder[a]!, holder[b]!];
      const [rowA, rowB] = [a * size, b * size];
      let sum = 0;
      for (let layer = 0; layer < used; layer++) {
        const row = layer * qubits;
        const withP = p < qubits ? partners[row + p]! : -1;
        if (withP >= 0 && withP === q) continue;
        let delta = 0;
        if (withP >= 0) {
          const there = place[withP]!;
          delta += distances[rowB + there]! - distances[rowA + there]!;
        }
        const withQ = q < qubits ? partners[row + q]! : -1;
        if (withQ >= 0) {
          const there = place[withQ]!;
          delta += distances[rowA + there]! - distances[rowB + there]!;
        }
        sum += weights[layer]! * delta;
      }
      return sum;
    },
  };
}
