import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { PeerCommand } from './process.ts';
import type { Work } from './protocol.ts';

/** Another package that does what we do, as its documentation says it does it best. */
export interface Peer {
  /** For `--peers`. */
  readonly name: string;
  readonly title: string;
  /** Its list of packages, see `peerEnvironment`. */
  readonly packages: string;
  /** Of `python/peers/`. */
  readonly module: string;
  readonly works: readonly Work[];
  readonly noise: boolean;
  /** Does its gradient keep the state after every gate, so that large states do not fit? */
  readonly keepsStates: boolean;
  /** Samples of a batch that a step is timed on; the rest is scaled. Undefined for all. */
  readonly stepSamples?: number;
}

const plain = { works: ['forward', 'step'], noise: false, keepsStates: false } as const;

export const peers: readonly Peer[] = [
  {
    ...plain,
    name: 'tensorcircuit',
    title: 'TensorCircuit-NG + JAX',
    packages: 'tensorcircuit',
    module: 'tensorcircuit_jax',
    keepsStates: true,
  },
  {
    ...plain,
    name: 'pennylane-jax',
    title: 'PennyLane + JAX',
    packages: 'pennylane',
    module: 'pennylane_jax',
    keepsStates: true,
  },
  {
    ...plain,
    name: 'qulacs',
    title: 'Qulacs',
    packages: 'qulacs',
    module: 'qulacs_backprop',
  },
  {
    ...plain,
    name: 'lightning',
    title: 'PennyLane lightning',
    packages: 'pennylane',
    module: 'pennylane_lightning',
  },
  {
    ...plain,
    name: 'torchquantum',
    title: 'TorchQuantum',
    packages: 'torchquantum',
    module: 'torchquantum_batched',
    keepsStates: true,
  },
  {
    ...plain,
    name: 'qiskit-ml',
    title: 'qiskit-machine-learning',
    packages: 'qiskit',
    module: 'qiskit_machine_learning_aer',
    stepSamples: 1,
  },
  {
    ...plain,
    name: 'aer',
    title: 'Qiskit Aer',
    packages: 'qiskit',
    module: 'aer',
    works: ['forward'],
    noise: true,
  },
];

const FOLDER = import.meta.dirname;

/** How a peer is started, with this many threads, and pinned to as many cores where the machine can do that. */
export function peerCommand(
  { module }: Peer,
  python: string,
  threads: number,
  canPin: boolean,
): PeerCommand {
  const words = [join(FOLDER, 'python', 'serve.py'), module];
  return { ...pinned(python, words, threads, canPin), environment: withThreads(threads) };
}

/** This project, started the same way. */
export function ownCommand(threads: number, canPin: boolean): PeerCommand {
  const words = [join(FOLDER, 'qmm', 'serve.ts')];
  return { ...pinned(process.execPath, words, threads, canPin), environment: process.env };
}

function pinned(
  command: string,
  words: readonly string[],
  threads: number,
  canPin: boolean,
): Omit<PeerCommand, 'environment'> {
  if (!canPin) return { command, words };
  // The last cores: the first one has more to do besides.
  const last = availableParallelism() - 1;
  const cores = `${Math.max(0, last - threads + 1)}-${last}`;
  return { command: 'taskset', words: ['--cpu-list', cores, command, ...words] };
}

function withThreads(threads: number): PeerCommand['environment'] {
  // What a machine sets for the sake of old linear algebra slows new one down.
  const slowing = ['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE'];
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !slowing.includes(name)),
  );
  const count = String(threads);
  return {
    ...environment,
    OMP_NUM_THREADS: count,
    MKL_NUM_THREADS: count,
    OPENBLAS_NUM_THREADS: count,
    JAX_PLATFORMS: 'cpu',
    XLA_FLAGS: `--xla_cpu_multi_thread_eigen=${threads > 1}`,
    PYTHONWARNINGS: 'ignore',
  };
}
