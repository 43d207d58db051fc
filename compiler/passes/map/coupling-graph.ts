import { neighbours, type Device } from '../../targets/device.ts';

/** A device as routing sees it. */
export interface CouplingGraph {
  readonly size: number;
  readonly neighbours: readonly (readonly number[])[];
  /** Steps from qubit to qubit, `[size, size]`; `FAR` where there is no way. */
  readonly distances: Uint16Array;
}

export const FAR = 0xffff;

export function couplingGraph(device: Device): CouplingGraph {
  const graph = neighbours(device);
  const size = device.qubits;
  const distances = new Uint16Array(size * size).fill(FAR);
  const queue = new Int32Array(size);
  for (let start = 0; start < size; start++) {
    const row = distances.subarray(start * size, (start + 1) * size);
    row[start] = 0;
    queue[0] = start;
    for (let head = 0, tail = 1; head < tail; head++) {
      const qubit = queue[head]!;
      for (const next of graph[qubit]!) {
        if (row[next] !== FAR) continue;
        row[next] = row[qubit]! + 1;
        queue[tail++] = next;
      }
    }
  }
  return { size, neighbours: graph, distances };
}
