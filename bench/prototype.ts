import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Precision } from '../runtime/simulate/wasm/vector.ts';

/** The prototypes of the research, where they lie beside the repository: circuit-specialised kernels without the rest. */
const FOLDER = join(import.meta.dirname, '..', '..', 'shared', 'prototypes', 'simulation');

export type PrototypePlan = 'diag' | 'fast';

interface Work {
  readonly n: number;
  readonly L: number;
  readonly th: Float64Array;
  readonly ph: Float64Array;
  readonly x: Float64Array;
  readonly w: Float64Array;
}

interface Built {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Lanes of a tile. */
  readonly LN: number;
  readonly tileBytes: number;
  readonly laneStride: number;
}

interface Modules {
  readonly makeWork: (options: { n: number; L: number; B: number }) => Work;
  readonly build: (work: Work, options: object) => Built;
  readonly fill: (work: Work, options: object, memory: WebAssembly.Memory, info: Built) => void;
  readonly buildGrad: (work: Work, options: object) => Built;
  readonly M2: Readonly<Record<'P' | 'D' | 'LANE' | 'Wt' | 'ST', number>>;
}

/**
 * The prototype's forward and its forward with backward of workload W. They run kernels alone: coefficients and tables
 * are there already, and nobody reads what comes out. Undefined where the prototypes are missing.
 */
export async function prototypeOf(
  shape: { readonly qubits: number; readonly layers: number; readonly batch: number },
  precision: Precision,
  plan: PrototypePlan,
): Promise<{ readonly forward: () => void; readonly step: () => void } | undefined> {
  if (!existsSync(FOLDER)) return undefined;
  const names = ['work.mjs', 'fwd.mjs', 'grad.mjs'];
  const parts: object[] = await Promise.all(
    names.map((name) => import(join(FOLDER, name)) as Promise<object>),
  );
  const modules = Object.assign({}, ...parts) as Modules;
  const work = modules.makeWork({ n: shape.qubits, L: shape.layers, B: shape.batch });
  return {
    forward: forwardOf(modules, work, shape.batch, { prec: precision, variant: plan }),
    step: stepOf(modules, work, shape.batch, { prec: precision, fast: plan === 'fast' }),
  };
}

/**
 * Milliseconds of so many layers on one state of at least 15 qubits, by the prototype for large states, which has no
 * other input and reads nothing; it times itself. Undefined where it is missing.
 */
export function largePrototype(qubits: number, layers: number): number | undefined {
  const file = join(FOLDER, 'big.mjs');
  if (qubits < 15 || !existsSync(file)) return undefined;
  const rows = qubits >= 22 ? '16' : '8';
  const said = execFileSync(process.execPath, [file, String(qubits), '2', '12', rows]).toString();
  return layers * Number(/layer ([\d.]+) ms/.exec(said)![1]);
}

function forwardOf(
  { build, fill }: Modules,
  work: Work,
  batch: number,
  options: { readonly prec: Precision; readonly variant: PrototypePlan },
): () => void {
  const full = { ...options, vl: 1, fma: false, oneTileState: true };
  const info = build(work, full);
  const memory = new WebAssembly.Memory({ initial: 2048, maximum: 65536 });
  const exports = instantiate(info, memory);
  fill(work, full, memory, info);
  const tiles = batch / info.LN;
  const run = exports['run'] as (first: number, end: number) => void;
  return () => {
    run(0, tiles);
  };
}

function stepOf(
  { buildGrad, M2 }: Modules,
  work: Work,
  batch: number,
  options: { readonly prec: Precision; readonly fast: boolean },
): () => void {
  const info = buildGrad(work, { ...options, groups: pairs(work.n), fma: false, oneTile: true });
  const pages = Math.ceil((M2.ST + info.tileBytes) / 65536);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: 65536 });
  fillCoefficients(M2, work, options, info, memory);
  const exports = instantiate(info, memory);
  const forward = exports['fwd'] as (first: number, end: number) => void;
  const backward = exports['bwd'] as (first: number, end: number) => void;
  const tiles = batch / info.LN;
  return () => {
    for (let tile = 0; tile < tiles; tile++) {
      forward(tile, tile + 1);
      backward(tile, tile + 1);
    }
  };
}

function fillCoefficients(
  places: Modules['M2'],
  { n, L, th, ph, x, w }: Work,
  { prec, fast }: { readonly prec: Precision; readonly fast: boolean },
  { LN, laneStride }: Built,
  memory: WebAssembly.Memory,
): void {
  const numbers =
    prec === 'f32' ? new Float32Array(memory.buffer) : new Float64Array(memory.buffer);
  const bytes = numbers.BYTES_PER_ELEMENT;
  const cosines = (layer: number): number =>
    th.slice(layer * n, layer * n + n).reduce((product, a) => product * Math.cos(a / 2), 1);
  th.forEach((angle, i) => {
    const values = [Math.cos(angle / 2), Math.sin(angle / 2), Math.tan(angle / 2)];
    numbers.set(values, places.P / bytes + i * 16);
  });
  numbers[(places.P - 16) / bytes] = fast ? cosines(L - 1) ** 2 : 1;
  for (let layer = 0; layer < L; layer++) {
    const scale = fast ? cosines(layer) : 1;
    for (let k = 0; k < 2 ** n; k++) {
      let [phase, sign] = [0, 1];
      for (let q = 0; q < n; q++) {
        if (((k >> q) & 1) === 0) continue;
        phase += ph[layer * n + q]!;
        if ((k >> ((q + 1) % n)) & 1) sign = -sign;
      }
      const entry = [sign * scale * Math.cos(phase), sign * scale * Math.sin(phase)];
      numbers.set(entry, places.D / bytes + (layer * 2 ** n + k) * 2);
    }
  }
  x.forEach((angle, i) => {
    const [sample, q] = [Math.floor(i / n), i % n];
    const tile = Math.floor(sample / LN);
    const lane = sample % LN;
    const first = (places.LANE + tile * laneStride) / bytes;
    numbers[first + q * 3 * LN + lane] = Math.cos(angle / 2);
    numbers[first + (q * 3 + 1) * LN + lane] = Math.sin(angle / 2);
    numbers[(places.Wt + tile * n * 16) / bytes + q * LN + lane] = w[i]!;
  });
}

function instantiate(info: Built, memory: WebAssembly.Memory): WebAssembly.Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(info.bytes), { e: { m: memory } }).exports;
}

/** Qubits that rotate together, as the prototype's best backward has them. */
function pairs(qubits: number): number[][] {
  const groups: number[][] = qubits % 2 === 1 ? [[0]] : [];
  for (let q = qubits % 2; q < qubits; q += 2) groups.push([q, q + 1]);
  return groups;
}
