import * as v from 'valibot';
import { UsageError } from '../../cli/exit.ts';
import { emitOpenqasm3, type OpenqasmProgram } from '../../compiler/emit/openqasm3/index.ts';
import { bind } from '../../compiler/passes/bind.ts';
import { lower, type Lowering } from '../../compiler/passes/lower.ts';
import { neighbours, type Device } from '../../compiler/targets/device.ts';
import { verify } from '../../compiler/verify/verify.ts';
import { createBinder } from '../../runtime/program/index.ts';
import { pythonEnvironment } from '../../scripts/python.ts';
import { compiled, inPlace } from '../../test/support/kept.ts';
import { boundNative } from '../../test/support/native-state.ts';
import type { Report, Row } from '../bench.ts';
import { askScript, CONFORMANCE } from '../compile/script.ts';
import { compileTasks, everyTask, type CompileTask, type TaskChoice } from '../compile/tasks.ts';

const USAGE =
  'usage: npm run bench -- isa [--circuits FOLDER] [--only WORD] [--devices NAME,…] [--bytes N] [--most QUBITS]';
const LOWERING: Lowering = { slots: true, input: 'any' };
const CLOSE = 1e-6;
/** Qubits of states that Qiskit takes seconds for. */
const MOST_OF_STATES = 18;

/**
 * Are all circuits of the compile bench what they were before? Qiskit says whether every instruction is one of the
 * machine, and compares operators where few qubits are touched, and what becomes of a random state where a few more are;
 * else our own checker decides, which knows no pass.
 */
export async function run(words: readonly string[]): Promise<Report> {
  const { most, ...choice } = readOptions(words);
  const environment = await pythonEnvironment(CONFORMANCE);
  if (environment.kind === 'missing') throw new UsageError(environment.reason);
  const tasks = await compileTasks(choice);
  const cases = tasks.map((task) => caseOf(task, most));
  const answers = v.parse(
    v.array(answer),
    await askScript(environment.python, ['compiled.py'], cases),
  );
  const rows = tasks.map((task, index) => rowOf(task, answers[index]!));
  return { notes: [summary(rows)], rows: rows.filter(({ verdict }) => verdict !== 'equal') };
}

interface Options extends TaskChoice {
  readonly most: number;
}

function readOptions(words: readonly string[]): Options {
  const known = ['--circuits', '--only', '--devices', '--bytes', '--most'];
  const given = new Map<string, string>();
  for (let i = 0; i < words.length; i += 2) {
    const [name, value] = [words[i]!, words[i + 1]];
    if (!known.includes(name) || value === undefined) {
      throw new UsageError(`\`${name}\` means nothing here.`, USAGE);
    }
    given.set(name, value);
  }
  return {
    circuits: given.get('--circuits') ?? everyTask.circuits,
    only: given.get('--only'),
    devices: given.get('--devices')?.split(',') ?? everyTask.devices,
    bytes: Number(given.get('--bytes') ?? 8000),
    most: Number(given.get('--most') ?? 10),
  };
}

const answer = v.union([
  v.object({
    isa: v.string(),
    by: v.optional(v.picklist(['operator', 'state'])),
    same: v.optional(v.number()),
  }),
  v.object({ error: v.string() }),
]);

/** A number for each leaf. */
function valuesOf({ circuit }: CompileTask): number[] {
  return circuit.leaves.map((_, leaf) => 3 * Math.sin(1 + 0.7 * leaf));
}

function caseOf(task: CompileTask, most: number): unknown {
  const { program, text, target } = task;
  const values = valuesOf(task);
  const made = emitOpenqasm3(program, 0, { form: 'isa', target, lowering: LOWERING });
  const source = task.isSymbolic
    ? emitOpenqasm3(program, 0, { form: 'logical', readout: 'state' })
    : undefined;
  const sourceValues = source?.inputs.map(({ name, leaf }) => [name, values[leaf]!] as const) ?? [];
  return {
    source: text,
    sourceValues: Object.fromEntries(sourceValues),
    compiled: made.text,
    compiledValues: slotValues(made, values),
    start: made.layout,
    end: made.finalLayout,
    reads: readsOf(task, made),
    qubits: target.qubits,
    edges: edgesOf(target),
    directed: target.directed,
    basis: target.basis,
    most: { operator: most, state: Math.max(most, MOST_OF_STATES) },
  };
}

function slotValues(
  { slots }: OpenqasmProgram,
  values: readonly number[],
): Readonly<Record<string, number>> {
  if (slots === undefined) return {};
  const angles = new Float64Array(slots.names.length);
  createBinder(slots.program).bind(values, angles);
  return Object.fromEntries(slots.names.map((name, k) => [name, angles[k]!]));
}

/** Qubits of the source and the bits of the compiled text that they are read into. */
function readsOf(
  { circuit }: CompileTask,
  { registers }: OpenqasmProgram,
): readonly (readonly [qubit: number, register: string, bit: number])[] {
  return registers.flatMap(({ measurement, name, size }) => {
    const readout = circuit.measurements[measurement]!;
    const qubits = readout.kind === 'probabilities' ? readout.qubits : [];
    return qubits.map((qubit, position) => [qubit, name, size - 1 - position] as const);
  });
}

/** Those in order, directed where the machine is. */
function edgesOf(device: Device): readonly (readonly [number, number])[] {
  if (device.directed) return device.edges.map(({ from, to }) => [from, to] as const);
  return neighbours(device).flatMap((list, a) =>
    list.filter((b) => b > a).map((b) => [a, b] as const),
  );
}

function rowOf(task: CompileTask, found: v.InferOutput<typeof answer>): Row {
  const { name, device } = task;
  if ('error' in found) return { circuit: name, device, verdict: 'wrong', by: found.error };
  const { isa, by, same } = found;
  if (isa !== '') return { circuit: name, device, verdict: 'refused', by: isa };
  if (by !== undefined && same !== undefined) {
    const verdict = Math.abs(same - 1) < CLOSE ? 'equal' : 'wrong';
    return { circuit: name, device, verdict, by: `${by}, ${same.toFixed(9)} of it` };
  }
  return { circuit: name, device, ...checked(task) };
}

/** By our own checker, with all angles open where there are some, and with slots at multiples of a quarter turn. */
function checked(task: CompileTask): { readonly verdict: string; readonly by: string } {
  const { circuit, target } = task;
  const plain = lower(circuit, target, { input: 'any' });
  const open = verify(inPlace(circuit), compiled(plain));
  if (open.verdict !== 'equivalent' || !task.isSymbolic) return worded(open);
  const quarters = circuit.leaves.map((_, leaf) => (Math.PI / 2) * ((leaf * leaf + leaf) % 4));
  const slotted = lower(circuit, target, LOWERING);
  const bound = { ...slotted, circuit: boundNative(slotted.circuit, quarters) };
  return worded(verify(inPlace(bind(circuit, quarters)), compiled(bound)));
}

function worded({ verdict, how }: ReturnType<typeof verify>): {
  readonly verdict: string;
  readonly by: string;
} {
  const words = { equivalent: 'equal', different: 'wrong', undecided: 'undecided' };
  return { verdict: words[verdict], by: how };
}

function summary(rows: readonly Row[]): string {
  const count = (...verdicts: readonly string[]): number =>
    rows.filter(({ verdict }) => verdicts.includes(String(verdict))).length;
  const by = (what: string): number =>
    rows.filter((row) => String(row['by']).startsWith(`${what}, `)).length;
  return `${rows.length} rows: Qiskit accepts all but ${count('refused')}; equal ${count('equal')} (Qiskit compared ${by('operator')} operators and ${by('state')} random states, our checker the rest), undecided ${count('undecided')}, wrong ${count('wrong')}. Rows that are not equal:`;
}
