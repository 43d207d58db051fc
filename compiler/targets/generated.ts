import { COMMON_BASIS, type Device, type Edge } from './device.ts';

interface Shape {
  /** As a user writes it. */
  readonly pattern: string;
  readonly matches: RegExp;
  readonly make: (sizes: readonly number[]) => {
    readonly qubits: number;
    readonly edges: readonly Edge[];
  };
}

const SHAPES: readonly Shape[] = [
  { pattern: 'linear:N', matches: /^linear:(\d+)$/, make: ([n]) => linear(n!) },
  { pattern: 'ring:N', matches: /^ring:(\d+)$/, make: ([n]) => ring(n!) },
  {
    pattern: 'grid:RxC',
    matches: /^grid:(\d+)x(\d+)$/,
    make: ([rows, columns]) => grid(rows!, columns!),
  },
  { pattern: 'heavyhex:N', matches: /^heavyhex:(\d+)$/, make: ([n]) => heavyHex(n!) },
  { pattern: 'full:N', matches: /^full:(\d+)$/, make: ([n]) => full(n!) },
];

/** Larger than any machine there is; keeps a slip of the finger from filling the memory. */
const LARGEST = 10_000;

/** How the generated targets are written, e.g. `linear:N`. */
export const GENERATED_PATTERNS: readonly string[] = SHAPES.map(({ pattern }) => pattern);

/** The device a name like `grid:3x4` describes; undefined for other names and for sizes that make no device. */
export function generatedDevice(name: string): Device | undefined {
  for (const { matches, make } of SHAPES) {
    const sizes = matches.exec(name)?.slice(1).map(Number);
    if (sizes === undefined) continue;
    const total = sizes.reduce((product, size) => product * size, 1);
    if (total < 1 || total > LARGEST) return undefined;
    return {
      name,
      source: 'generated',
      ...make(sizes),
      basis: COMMON_BASIS,
      directed: false,
      fractional: false,
      reset: true,
      dynamic: true,
    };
  }
  return undefined;
}

function linear(qubits: number): { qubits: number; edges: Edge[] } {
  const edges = Array.from({ length: qubits - 1 }, (_, from) => ({ from, to: from + 1 }));
  return { qubits, edges };
}

/** Two qubits make one pair, not two. */
function ring(qubits: number): { qubits: number; edges: Edge[] } {
  const { edges } = linear(qubits);
  return { qubits, edges: qubits > 2 ? [...edges, { from: 0, to: qubits - 1 }] : edges };
}

function grid(rows: number, columns: number): { qubits: number; edges: Edge[] } {
  const edges: Edge[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const qubit = row * columns + column;
      if (column + 1 < columns) edges.push({ from: qubit, to: qubit + 1 });
      if (row + 1 < rows) edges.push({ from: qubit, to: qubit + columns });
    }
  }
  return { qubits: rows * columns, edges };
}

function full(qubits: number): { qubits: number; edges: Edge[] } {
  const edges: Edge[] = [];
  for (let from = 0; from < qubits; from++) {
    for (let to = from + 1; to < qubits; to++) edges.push({ from, to });
  }
  return { qubits, edges };
}

/**
 * The first N qubits of a heavy hexagon lattice, numbered outwards from its corner so that they hang together: rows
 * joined by single qubits at every fourth column, shifted by two from row to row (Chamberland et al. 2020).
 */
function heavyHex(qubits: number): { qubits: number; edges: Edge[] } {
  // Each row of 4c + 3 has about c + 1 connectors below it, so this many rows and columns hold more than enough.
  const cells = Math.max(1, Math.ceil(Math.sqrt(qubits / 5)));
  const width = 4 * cells + 3;
  const rows = Math.ceil(qubits / width) + 2;
  const links: (readonly [string, string])[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      if (column + 1 < width) links.push([`${row} ${column}`, `${row} ${column + 1}`]);
      if (column % 4 !== (row % 2) * 2 || row + 1 === rows) continue;
      links.push([`${row} ${column}`, `${row} ${column} below`]);
      links.push([`${row} ${column} below`, `${row + 1} ${column}`]);
    }
  }
  return firstOf(links, '0 0', qubits);
}

/** Breadth first, so every prefix is connected. */
function firstOf(
  links: readonly (readonly [string, string])[],
  start: string,
  count: number,
): { qubits: number; edges: Edge[] } {
  const touching = new Map<string, string[]>();
  for (const [a, b] of links) {
    touching.set(a, [...(touching.get(a) ?? []), b]);
    touching.set(b, [...(touching.get(b) ?? []), a]);
  }
  const number = new Map([[start, 0]]);
  for (const site of number.keys()) {
    for (const next of touching.get(site) ?? []) {
      if (!number.has(next) && number.size < count) number.set(next, number.size);
    }
  }
  const edges = links.flatMap(([a, b]) => {
    const [from, to] = [number.get(a), number.get(b)];
    if (from === undefined || to === undefined) return [];
    return [{ from: Math.min(from, to), to: Math.max(from, to) }];
  });
  return { qubits: number.size, edges: edges.sort((a, b) => a.from - b.from || a.to - b.to) };
}
