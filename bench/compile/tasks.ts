import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitOpenqasm3 } from '../../compiler/emit/openqasm3/index.ts';
import { couplingGraph } from '../../compiler/passes/map/coupling-graph.ts';
import { largestComponent } from '../../compiler/passes/map/start-layouts.ts';
import { readOpenqasm, toProgram } from '../../compiler/openqasm/index.ts';
import { generatedDevice, libraryDevice, type Device } from '../../compiler/targets/index.ts';
import type { Circuit, Program } from '../../runtime/program/index.ts';
import { families, libraryCircuits } from '../workloads/index.ts';

/** A circuit as we compile it, and as a text for the others. */
export interface CompileTask {
  readonly name: string;
  readonly device: string;
  readonly program: Program;
  readonly circuit: Circuit;
  readonly text: string;
  /** Null where all qubits touch each other. */
  readonly edges: readonly (readonly [number, number])[] | null;
  readonly target: Device;
  /** Are there angles without a value? */
  readonly isSymbolic: boolean;
}

/** Texts of more bytes take the others minutes. */
const MOST_BYTES = 400_000;

export interface TaskChoice {
  /** Of .qasm files. */
  readonly circuits: string;
  /** A word in their names. */
  readonly only: string | undefined;
  readonly devices: readonly string[];
  /** Files of more bytes are left out. */
  readonly bytes: number;
}

export const everyTask: TaskChoice = {
  circuits: join(import.meta.dirname, '..', '..', '..', 'shared', 'circuits'),
  only: undefined,
  devices: ['torino', 'square', 'linear', 'all-to-all'],
  bytes: MOST_BYTES,
};

/** Files of a folder and circuits with open angles, each for each device that is wide enough. */
export async function compileTasks({
  circuits,
  only,
  devices,
  bytes,
}: TaskChoice): Promise<readonly CompileTask[]> {
  const isAsked = ({ name }: { readonly name: string }): boolean =>
    only === undefined || name.includes(only);
  const files = fileCircuits(circuits)
    .filter((file) => isAsked(file) && file.text.length < bytes)
    .flatMap(({ name, text }) => {
      const program = fileProgram(name, text);
      return program === undefined ? [] : [{ name, text, program, isSymbolic: false }];
    });
  const open = symbolicPrograms()
    .filter(isAsked)
    .map(({ name, program }) => ({ name, program, text: textOf(program), isSymbolic: true }));
  const tasks: CompileTask[] = [];
  for (const device of devices) {
    for (const { name, text, program, isSymbolic } of [...files, ...open]) {
      const circuit = program.circuits[0]!;
      const target = await compileTarget(device, circuit.qubits.length);
      if (target === undefined || target.qubits < circuit.qubits.length) continue;
      const edges = device === 'all-to-all' ? null : connectedEdges(target);
      tasks.push({ name, device, program, circuit, text, edges, target, isSymbolic });
    }
  }
  return tasks;
}

/** @param folder of .qasm files, looked through in depth */
export function fileCircuits(
  folder: string,
): readonly { readonly name: string; readonly text: string }[] {
  if (!existsSync(folder)) return [];
  return globSync('**/*.qasm', { cwd: folder })
    .sort()
    .map((file) => ({
      name: file.replace(/\.qasm$/, ''),
      text: readFileSync(join(folder, file), 'utf8'),
    }));
}

/** Undefined where the text is not one we read. */
export function fileProgram(name: string, text: string): Program | undefined {
  const { program, diagnostics } = readOpenqasm(text, `${name}.qasm`);
  return diagnostics.some(({ severity }) => severity === 'error') ? undefined : toProgram(program);
}

/**
 * Circuits of the training benches and of libraries with all their angles open; nothing is read, because
 * the others are not told what is.
 */
export function symbolicPrograms(): readonly {
  readonly name: string;
  readonly program: Program;
}[] {
  const ours = families.flatMap((family) =>
    [8, 20].map((qubits) => ({
      name: `${family.name} n=${qubits}`,
      circuit: family.build(qubits, 3).circuit,
    })),
  );
  const known = libraryCircuits.map(({ name, build }) => ({ name, circuit: build().circuit }));
  // Amplitudes have no gates before their values are known.
  return [...ours, ...known]
    .filter(({ circuit }) => circuit.gates.every(({ name }) => name !== 'prepare'))
    .map(({ name, circuit }) => ({ name, program: programOf({ ...circuit, measurements: [] }) }));
}

/** Each leaf is a modality of its own. */
export function programOf(circuit: Circuit): Program {
  const inputs = circuit.leaves.map((_, index) => `x${index}`);
  return {
    format: 'qmm-program',
    version: 1,
    model: 'bench',
    sources: ['bench'],
    inputs: inputs.map((name) => ({
      name,
      role: 'modality',
      type: { kind: 'tensor', element: 'real' },
      shape: [],
      optional: false,
      origin: 0,
    })),
    parameters: [],
    nodes: inputs.map((name) => ({
      operation: { kind: 'input', name },
      inputs: [],
      shape: [],
      rate: 'sample',
      trainable: false,
      needs: [],
      origin: 0,
    })),
    circuits: [
      {
        ...circuit,
        measurements: [],
        leaves: circuit.leaves.map((_, node) => ({ node, element: 0 })),
      },
    ],
    readouts: [],
    objectives: [],
    metrics: [],
    judged: [],
    origins: [{ file: 0, start: 0, end: 0, path: ['bench'] }],
  };
}

export function textOf(program: Program): string {
  return emitOpenqasm3(program, 0, { form: 'logical', readout: 'state' }).text;
}

/**
 * Edges that work, of the qubits that hang together, which are numbered anew: Qiskit 2.6 panics on a machine with qubits
 * that touch nobody.
 */
export function connectedEdges(device: Device): readonly (readonly [number, number])[] {
  const component = largestComponent(couplingGraph(device));
  const place = new Map(component.map((qubit, index) => [qubit, index]));
  return device.edges.flatMap(({ from, to, error = 0 }) => {
    const [a, b] = [place.get(from), place.get(to)];
    return error < 1 && a !== undefined && b !== undefined ? [[a, b] as const] : [];
  });
}

/** By the names that the table shows. */
export async function compileTarget(name: string, qubits: number): Promise<Device | undefined> {
  if (name === 'all-to-all') return generatedDevice(`full:${qubits}`);
  if (name === 'linear') return generatedDevice(`linear:${qubits}`);
  if (name === 'square') return generatedDevice('grid:10x12');
  return libraryDevice(name);
}
