import * as v from 'valibot';
import { nativeStats } from '../../compiler/emit/stats.ts';
import { openAngles } from '../../compiler/passes/bind-program.ts';
import { lower } from '../../compiler/passes/lower.ts';
import { libraryDevice, type Device } from '../../compiler/targets/index.ts';
import { createBinder, type Circuit } from '../../runtime/program/index.ts';
import { pythonEnvironment } from '../../scripts/python.ts';
import type { Report, Row } from '../bench.ts';
import { askScript, CONFORMANCE } from '../compile/script.ts';
import { connectedEdges, programOf, textOf } from '../compile/tasks.ts';
import { timeTogether } from '../timing.ts';
import { buildCircuit } from '../workloads/builder.ts';

const QUBITS = 100;
const REPEATS = 3;
const SAMPLES = 64;

const answer = v.object({
  cz: v.number(),
  depth: v.number(),
  sx: v.number(),
  rz: v.number(),
  bindMs: v.number(),
});

/**
 * EfficientSU2 of 100 qubits with circular entanglement on torino with all of its edges at work: what the circuit takes
 * with its 800 angles open, and how long it takes to give them values, beside Qiskit (O2) in the same run.
 */
export async function run(): Promise<Report> {
  const device = allAlive((await libraryDevice('torino'))!);
  const circuit = efficientSu2();
  const lowered = lower(circuit, device, { slots: true });
  const { program } = openAngles(lowered.circuit);
  const binder = createBinder(program);
  const values = Float64Array.from({ length: binder.leaves }, (_, leaf) => Math.sin(leaf));
  const batch = Float64Array.from({ length: SAMPLES * binder.leaves }, (_, k) => Math.sin(k));
  const out = new Float64Array(binder.angles);
  const outs = new Float64Array(SAMPLES * binder.angles);
  let turn = 0;
  const timings = timeTogether({
    all: () => {
      binder.bind(values, out);
    },
    one: () => {
      turn = (turn + 1) % binder.leaves;
      binder.rebind(turn, turn / 100, out);
    },
    batch: () => {
      binder.bind(batch, outs, SAMPLES);
    },
  });
  const { gates, twoQubit, twoQubitDepth } = nativeStats(lowered.circuit, 0, lowered.start, 0);
  const ours: Row = {
    compiler: 'qmm',
    cz: twoQubit,
    depth: twoQubitDepth,
    sx: gates['sx'] ?? 0,
    rz: gates['rz'] ?? 0,
    'bind ms': timings.all.medianMs,
    'one leaf ms': timings.one.medianMs,
    [`of ${SAMPLES} samples, each ms`]: timings.batch.medianMs / SAMPLES,
  };
  const theirs = await askQiskit(circuit, device);
  const goals = {
    cz: twoQubit <= 300,
    depth: twoQubitDepth <= 300,
    sx: (gates['sx'] ?? 0) <= 1100,
    rz: (gates['rz'] ?? 0) <= 1200,
    'bind ms': timings.all.medianMs <= 0.1,
  };
  const missed = Object.entries(goals).flatMap(([name, isMet]) => (isMet ? [] : [name]));
  const note = missed.length === 0 ? 'All goals are met.' : `Missed: ${missed.join(', ')}.`;
  return {
    notes: [
      `Goals: 300 cz in 300 layers, 1100 sx, 1200 rz, 0.1 ms for ${binder.leaves} values. ${note}`,
      ...('error' in theirs ? [`Qiskit: ${theirs.error}`] : []),
    ],
    rows: [ours, ...('error' in theirs ? [] : [theirs])],
  };
}

function efficientSu2(): Circuit {
  const builder = buildCircuit(QUBITS);
  const turns = (): void => {
    for (const name of ['ry', 'rz'] as const) {
      for (const qubit of builder.wires) builder.turn(name, [qubit], 'shared');
    }
  };
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    turns();
    builder.put('x', [0], [QUBITS - 1]);
    for (const qubit of builder.wires.slice(1)) builder.put('x', [qubit], [qubit - 1]);
  }
  turns();
  return builder.workload([]).circuit;
}

/** With a usual error where the calibration says that a pair is out of order. */
function allAlive(device: Device): Device {
  const edges = device.edges.map((edge) =>
    edge.error !== undefined && edge.error >= 1 ? { ...edge, error: 0.01 } : edge,
  );
  return { ...device, edges };
}

async function askQiskit(
  circuit: Circuit,
  device: Device,
): Promise<Row | { readonly error: string }> {
  const environment = await pythonEnvironment(CONFORMANCE);
  if (environment.kind === 'missing') return { error: environment.reason };
  const asked = { text: textOf(programOf(circuit)), edges: connectedEdges(device) };
  const found = await askScript(environment.python, ['bind.py'], asked);
  const { bindMs, ...counts } = v.parse(answer, found);
  return { compiler: 'qiskit', ...counts, 'bind ms': bindMs };
}
