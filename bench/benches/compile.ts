import { performance } from 'node:perf_hooks';
import { UsageError } from '../../cli/exit.ts';
import { nativeStats } from '../../compiler/emit/stats.ts';
import { lower } from '../../compiler/passes/lower.ts';
import type { Report, Row } from '../bench.ts';
import {
  askCompiler,
  compilePeers,
  type CompileAnswer,
  type CompilePeer,
} from '../compile/peers.ts';
import { compileTasks, everyTask, type CompileTask, type TaskChoice } from '../compile/tasks.ts';

const USAGE =
  'usage: npm run bench -- compile [--circuits FOLDER] [--only WORD] [--devices NAME,…] [--bytes N] [--peers NAME,…] [--repeats N]';

/**
 * Circuits compiled by us and by others, each in one warm process: entanglers, their depth, pulses on one qubit and
 * milliseconds. Files of a folder, and the circuits of the training benches with all angles open, which our bind
 * programs give when values are known.
 */
export async function run(words: readonly string[]): Promise<Report> {
  const options = readOptions(words);
  const tasks = await compileTasks(options);
  const ours = tasks.map((task) => compileHere(task, options.repeats));
  const theirs = new Map<CompilePeer, readonly CompileAnswer[]>();
  for (const peer of options.peers) {
    theirs.set(peer, await askCompiler(peer, tasks, options.repeats));
  }
  const rows = tasks.map((task, index): Row => {
    const own = ours[index]!;
    const cells = [...theirs].map(([peer, answers]) => [peer, answers[index]!] as const);
    return {
      circuit: task.name,
      device: task.device,
      twoQubit: own.twoQubit,
      depth: own.depth,
      oneQubit: own.oneQubit,
      ms: own.milliseconds,
      ...Object.fromEntries(
        cells.flatMap(([peer, answer]): (readonly [string, string | number])[] =>
          'error' in answer
            ? [[peer, answer.error]]
            : [
                [peer, answer.twoQubit],
                [`${peer} depth`, answer.depth],
                [`${peer} 1q`, answer.oneQubit],
                [`${peer} ms`, answer.milliseconds],
              ],
        ),
      ),
    };
  });
  return { notes: summary(tasks, ours, theirs), rows };
}

interface Options extends TaskChoice {
  readonly peers: readonly CompilePeer[];
  readonly repeats: number;
}

function readOptions(words: readonly string[]): Options {
  const given = new Map<string, string>();
  for (let i = 0; i < words.length; i += 2) {
    const [name, value] = [words[i]!, words[i + 1]];
    const known = ['--circuits', '--only', '--devices', '--bytes', '--peers', '--repeats'];
    if (!known.includes(name) || value === undefined) {
      throw new UsageError(`\`${name}\` means nothing here.`, USAGE);
    }
    given.set(name, value);
  }
  const asked = given.get('--peers')?.split(',');
  return {
    circuits: given.get('--circuits') ?? everyTask.circuits,
    only: given.get('--only'),
    devices: given.get('--devices')?.split(',') ?? everyTask.devices,
    bytes: Number(given.get('--bytes') ?? everyTask.bytes),
    peers: compilePeers.filter((peer) => asked?.includes(peer) ?? true),
    repeats: Number(given.get('--repeats') ?? 3),
  };
}

function compileHere(
  { circuit, target }: CompileTask,
  repeats: number,
): Exclude<CompileAnswer, { readonly error: string }> {
  const once = (): { readonly made: ReturnType<typeof lower>; readonly took: number } => {
    const start = performance.now();
    // The others keep the unitary too: they are not told that qubits start in |0>.
    const made = lower(circuit, target, { slots: true, input: 'any' });
    return { made, took: performance.now() - start };
  };
  once();
  const runs = Array.from({ length: repeats }, once);
  const { made } = runs[0]!;
  const { twoQubit, twoQubitDepth, oneQubit } = nativeStats(
    made.circuit,
    0,
    made.start,
    made.swaps,
  );
  const times = runs.map(({ took }) => took).sort((a, b) => a - b);
  const milliseconds = times[Math.floor(times.length / 2)]!;
  return { twoQubit, depth: twoQubitDepth, oneQubit, milliseconds };
}

/** Geometric means of ours over theirs, of the rows that both compiled. */
function summary(
  tasks: readonly CompileTask[],
  ours: readonly Exclude<CompileAnswer, { readonly error: string }>[],
  theirs: ReadonlyMap<CompilePeer, readonly CompileAnswer[]>,
): string[] {
  const groups: readonly (readonly [string, (task: CompileTask) => boolean])[] = [
    ['files', ({ isSymbolic }) => !isSymbolic],
    ['open angles', ({ isSymbolic }) => isSymbolic],
  ];
  return [...theirs].flatMap(([peer, answers]) =>
    groups.flatMap(([title, belongs]) => {
      const pairs = tasks.flatMap((task, index) => {
        const answer = answers[index]!;
        return belongs(task) && !('error' in answer) ? [[ours[index]!, answer] as const] : [];
      });
      if (pairs.length === 0) return [];
      const mean = (read: (one: (typeof pairs)[0][0]) => number): string => {
        const logs = pairs.map(([own, other]) => Math.log((read(own) + 1) / (read(other) + 1)));
        return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length).toFixed(3);
      };
      const worse = pairs.filter(([own, other]) => own.twoQubit > other.twoQubit).length;
      return [
        `${title}: ours over ${peer} in ${pairs.length} rows: two-qubit gates ${mean((one) => one.twoQubit)}, their depth ${mean((one) => one.depth)}, one-qubit pulses ${mean((one) => one.oneQubit)}, time ${mean((one) => one.milliseconds)}; more two-qubit gates in ${worse} rows.`,
      ];
    }),
  );
}
