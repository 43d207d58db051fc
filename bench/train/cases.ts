import type { Work } from '../peers/protocol.ts';
import type { Workload } from '../workload.ts';
import { workloadW } from '../workload.ts';
import { families } from '../workloads/index.ts';

/** A circuit at a batch size, who is asked to run it beside us, and how much faster we mean to be. */
export interface Case {
  readonly section: 'steps' | 'states' | 'noise';
  /** For the table and for `--only`. */
  readonly title: string;
  readonly workload: Workload;
  readonly batch: number;
  readonly what: Work;
  readonly depolarizing: number | null;
  /** Names of peers. */
  readonly peers: readonly string[];
  readonly threads: readonly number[];
  /** By peer's name: the smallest ratio that is wanted. */
  readonly goals: Readonly<Record<string, number>>;
  /** Part of the short selection? */
  readonly quick: boolean;
}

const LAYERS = 6;
const BATCH = 64;
const EVERYBODY = [
  'tensorcircuit',
  'pennylane-jax',
  'qulacs',
  'lightning',
  'torchquantum',
  'qiskit-ml',
];

/** W and its siblings: other sizes, other batches, other families. */
function steps(): Case[] {
  const step = {
    section: 'steps',
    what: 'step',
    depolarizing: null,
    batch: BATCH,
    threads: [1],
    peers: ['tensorcircuit'],
    quick: false,
  } as const;
  const sizes = [4, 6, 10, 12, 14].map((qubits): Case => ({
    ...step,
    title: `W n=${qubits}`,
    workload: workloadW(qubits, LAYERS),
    goals: { tensorcircuit: wanted(qubits) },
    quick: qubits === 4,
  }));
  const batches = [1, 16, 256].map((batch): Case => ({
    ...step,
    title: `W batch ${batch}`,
    workload: workloadW(8, LAYERS),
    batch,
    goals: {},
  }));
  const others = [
    { title: 'U3 CNOT', family: 'U3, CNOT ring', layers: LAYERS },
    { title: 'IQP', family: 'IQP (ZZ feature map)', layers: LAYERS },
    { title: 're-uploading', family: 're-uploading RY RZ', layers: LAYERS },
    { title: 'QCNN', family: 'QCNN', layers: 1 },
  ].map(({ title, family, layers }): Case => ({
    ...step,
    title,
    workload: familyNamed(family, 8, layers),
    goals: { tensorcircuit: wanted(8) },
  }));
  const w: Case = {
    ...step,
    title: 'W',
    workload: workloadW(8, LAYERS),
    peers: EVERYBODY,
    threads: [1, 2],
    goals: { tensorcircuit: wanted(8), 'pennylane-jax': 60, qulacs: 100, lightning: 1000 },
    quick: true,
  };
  return [w, ...sizes, ...batches, ...others];
}

/** How many times faster than TensorCircuit-NG a step is meant to be. */
function wanted(qubits: number): number {
  if (qubits <= 4) return 20;
  return qubits <= 10 ? 35 : 50;
}

function familyNamed(name: string, qubits: number, layers: number): Workload {
  const family = families.find((one) => one.name === name);
  if (family === undefined) throw new Error(`no family is called ${name}`);
  return family.build(qubits, layers);
}

/** One state of many qubits: its value, and its gradient where the peer's memory allows. */
function states(): Case[] {
  const names = ['tensorcircuit', 'qulacs', 'lightning', 'aer'];
  return [20, 22, 24].flatMap((qubits) =>
    (['forward', 'step'] as const).map((what): Case => {
      const asked = names.filter((name) => what === 'forward' || name !== 'aer');
      return {
        section: 'states',
        title: `state n=${qubits} ${what === 'step' ? 'step' : 'value'}`,
        // A chain of CNOT, so that the last readout depends on all qubits and no light cone is small.
        workload: familyNamed('RX RZ, CNOT linear', qubits, 2),
        batch: 1,
        what,
        depolarizing: null,
        peers: asked,
        threads: what === 'forward' ? [1, 2] : [1],
        goals: Object.fromEntries(asked.map((name) => [name, 1])),
        quick: qubits === 20 && what === 'forward',
      };
    }),
  );
}

/** Depolarizing errors after every rotation. */
function noise(): Case[] {
  return [4, 6, 8].map((qubits) => ({
    section: 'noise',
    title: `noisy W n=${qubits}`,
    workload: workloadW(qubits, LAYERS),
    batch: qubits === 8 ? 16 : BATCH,
    what: 'forward',
    depolarizing: 0.01,
    peers: ['aer'],
    threads: [1],
    goals: { aer: 100 },
    quick: qubits === 4,
  }));
}

export const cases: readonly Case[] = [...steps(), ...states(), ...noise()];
