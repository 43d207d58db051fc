import { setFlagsFromString } from 'node:v8';
import type { Kernel } from '../simulate/kernels/kernel.ts';
import { moduleOf } from '../simulate/kernels/module.ts';
import { AMPLITUDE, field, WORDS } from '../simulate/kernels/record.ts';
import { rotationGradient } from '../simulate/kernels/rotation-gradient.ts';
import { type Parts, rotation, type RotationShape } from '../simulate/kernels/rotation.ts';
import { createInstance } from '../threads/instance.ts';

/**
 * Has V8 join operations on vectors that are side by side into ones of twice the size, which it does on x64 when told to
 * (`--experimental-wasm-revectorize`). Told only here, and told otherwise again unless that gives the same bits and is
 * faster.
 * @returns whether it is so from now on
 */
export function joinVectors(): boolean {
  if (process.arch !== 'x64' || !VERSIONS.test(process.versions.node)) return false;
  setFlagsFromString(JOIN);
  const joins = KERNELS.every((kernel) => isBetter(kernel));
  if (!joins) setFlagsFromString(DO_NOT_JOIN);
  return joins;
}

/** Those known to have the flag: others might complain of it on the terminal. */
const VERSIONS = /^2[456]\./;
const JOIN = '--experimental-wasm-revectorize';
const DO_NOT_JOIN = '--no-experimental-wasm-revectorize';
/** For each kernel: by then the engine has compiled it well, or it does not come to it. */
const FEWEST_MS = 4;
const MOST_MS = 40;
const ROUNDS = 20;
/** Of the time, at most. */
const WORTHWHILE = 0.8;

const BITS = 8;
const FLIPS = [5, 6, 7];
/** Addresses of what the kernels work on. */
const at = {
  record: 64,
  angles: 512,
  gradients: 1024,
  factor: 1536,
  sums: 2048,
  state: 8192,
  adjoint: 8192 + AMPLITUDE * 2 ** BITS,
} as const;

const shapeOf = (parts: Parts): RotationShape => ({
  width: FLIPS.length,
  cosines: 'within',
  blocks: { kind: 'counted', bits: BITS, flips: FLIPS },
  parts,
});

const KERNELS: readonly ((parts: Parts) => Kernel)[] = [
  (parts) => rotation({ ...shapeOf(parts), direction: 'forward', diagonal: 'none', place: 'same' }),
  (parts) => rotationGradient({ ...shapeOf(parts), diagonal: 'none', overlaps: 'added' }),
];

function isBetter(kernel: (parts: Parts) => Kernel): boolean {
  const [apart, paired] = [open(kernel('apart')), open(kernel('paired'))];
  const start = performance.now();
  for (;;) {
    apart.run();
    paired.run();
    const passed = performance.now() - start;
    const isFaster = paired.best() < WORTHWHILE * apart.best();
    if (passed >= (isFaster ? FEWEST_MS : MOST_MS)) {
      return isFaster && apart.results().equals(paired.results());
    }
  }
}

interface Trial {
  /** Runs the kernel some times. */
  run(): void;
  /** Milliseconds of the fastest run. */
  best(): number;
  /** What has been written. */
  readonly results: () => Buffer;
}

/** A kernel on a state and an adjoint of small numbers. */
function open(kernel: Kernel): Trial {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const numbers = new Float32Array(memory.buffer);
  numbers.forEach((_, i) => {
    numbers[i] = Math.sin(1 + 7 * i) / 16;
  });
  FLIPS.forEach((_, j) => {
    const [cosine, sine] = [at.angles / 4 + 8 * j, at.angles / 4 + 8 * j + 4];
    numbers.fill(Math.cos(1 + j), cosine, sine);
    numbers.fill(Math.sin(1 + j), sine, sine + 4);
  });
  new Int32Array(memory.buffer, at.record).set(recordWords());
  const module = new WebAssembly.Module(moduleOf(kernel, 'f32', 'own'));
  const run = createInstance(memory).export(module) as (...addresses: number[]) => void;
  let best = Infinity;
  return {
    run: () => {
      const start = performance.now();
      for (let round = 0; round < ROUNDS; round++) run(at.record, 0, 0);
      best = Math.min(best, performance.now() - start);
    },
    best: () => best,
    results: () => Buffer.from(memory.buffer).fill(0, at.sums, at.state),
  };
}

function recordWords(): Int32Array {
  const words = new Int32Array(WORDS);
  words[field.source] = at.state;
  words[field.target] = at.state;
  words[field.adjoint] = at.adjoint;
  words[field.factor] = at.factor;
  words[field.scratch] = at.sums;
  FLIPS.forEach((_, j) => {
    words[field.angles + 2 * j] = at.angles + 32 * j;
    words[field.gradients + 2 * j] = at.gradients + 16 * j;
  });
  return words;
}
