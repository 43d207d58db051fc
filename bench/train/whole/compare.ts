import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { BatchOptimizer } from '../../../runtime/program/index.ts';
import { describeCircuit } from '../../peers/description.ts';
import { peerEnvironment } from '../../peers/environment.ts';
import { peers } from '../../peers/peers.ts';
import type { Company } from '../company.ts';
import type { Progress } from '../progress.ts';
import type { Result } from '../result.ts';
import { spreadOf } from '../spread.ts';
import { type AvDigits, DATA, FIRST, MODEL, readAvDigits } from './av-digits.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const SCRIPT = join(ROOT, 'bench', 'peers', 'python', 'av_digits.py');
const TITLE = 'train av-digits';
const PATIENCE_SECONDS = 1800;
/** Everybody may use the whole machine. */
const THREADS = availableParallelism();

/**
 * The whole of `qmm train examples/av-digits`, process start to finished checkpoint, beside the same training written
 * for the fastest of the peers. Ours reads 5,000 files and works the features out; theirs is given the features.
 */
export async function wholeTraining(
  company: Company,
  names: readonly string[] | undefined,
  progress: Progress,
): Promise<Result[]> {
  const isAsked = (name: string): boolean => names?.includes(name) ?? true;
  progress(`${TITLE}: reading the data`);
  const example = await readAvDigits();
  if (example === undefined) {
    return [{ what: TITLE, peer: '', threads: THREADS, note: `the data is not there: ${DATA}` }];
  }
  const folder = mkdtempSync(join(tmpdir(), 'qmm-bench-'));
  const ours: number[] = [];
  const trainOnce = async (): Promise<void> => {
    progress(`${TITLE}: ours`);
    ours.push(await trainOurs(join(folder, String(ours.length))));
  };
  const contestants = [
    { name: 'tensorcircuit', run: () => tensorCircuit(example, folder, progress) },
    { name: 'qiskit-ml', run: () => qiskit(example, company, progress) },
  ].filter(({ name }) => isAsked(name));
  try {
    const measured: Measured[] = [];
    progress(`${TITLE}: building`);
    await timed(process.execPath, [join(ROOT, 'scripts', 'build.ts')], {});
    await trainOnce();
    for (const { run } of contestants) {
      measured.push(await run());
      await trainOnce();
    }
    return measured.map(({ milliseconds, ...head }) =>
      milliseconds === undefined ? head : { ...head, duel: against(ours, milliseconds) },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a peer's training came to; undefined where it could not be done, and the note says why. */
type Measured = Omit<Result, 'duel'> & { readonly milliseconds?: number };

/** Milliseconds of the built program, which is what a user of the package has. */
async function trainOurs(out: string): Promise<number> {
  const words = [join(ROOT, 'bin', 'qmm.js'), 'train', MODEL, '--data', DATA, '--out', out];
  const { milliseconds } = await timed(process.execPath, words, { QMM_BUILT: '1' });
  return milliseconds;
}

const answer = v.object({ firstLoss: v.number(), accuracy: v.number(), seconds: v.number() });

async function tensorCircuit(
  { run, ...example }: AvDigits,
  folder: string,
  progress: Progress,
): Promise<Measured> {
  const head = { what: TITLE, peer: 'TensorCircuit-NG + JAX', threads: THREADS, goal: 50 };
  progress(`${TITLE}: ${head.peer}`);
  const environment = await peerEnvironment('tensorcircuit', progress);
  if (environment.kind === 'missing') return { ...head, note: environment.reason };
  const { batch, epochs, optimizer } = run.train!;
  const { rate } = optimizer as Extract<BatchOptimizer, { readonly kind: 'adam' }>;
  const file = join(folder, 'av-digits.json');
  writeFileSync(file, JSON.stringify({ ...example, batch, epochs, rate, first: FIRST }));
  try {
    const { milliseconds, text } = await timed(environment.python, [SCRIPT, file], {});
    const { firstLoss, accuracy } = v.parse(answer, JSON.parse(text));
    return {
      ...head,
      milliseconds,
      distance: Math.abs(firstLoss - example.firstLoss),
      note: `given the features that ours works out; test accuracy ${accuracy.toFixed(3)}`,
    };
  } catch (error) {
    return { ...head, note: error instanceof Error ? error.message : String(error) };
  }
}

/** One gradient of one sample, by parameter shift, times all that 20 epochs ask for. */
async function qiskit(
  { run, train }: AvDigits,
  company: Company,
  progress: Progress,
): Promise<Measured> {
  const head = { what: TITLE, peer: 'qiskit-machine-learning', threads: THREADS, goal: 500 };
  progress(`${TITLE}: ${head.peer}, one sample`);
  const circuit = run.program.circuits[0]!;
  const sampled = circuit.leaves.map(({ node }) => run.program.nodes[node]!.rate === 'sample');
  const own = sampled.filter(Boolean).length;
  const weights = circuit.measurements.map((_, i) => Math.cos(i));
  try {
    const them = await company.peer(
      peers.find(({ name }) => name === 'qiskit-ml')!,
      2,
    );
    const opened = await them.ask(
      {
        do: 'open',
        circuit: describeCircuit({ circuit, sampled }, weights),
        shared: Array.from({ length: sampled.length - own }, (_, i) => Math.sin(i)),
        sampled: [Array.from({ length: own }, (_, i) => Math.cos(i))],
        what: 'step',
        threads: THREADS,
        depolarizing: null,
      },
      PATIENCE_SECONDS,
    );
    const samples = train.length * run.train!.epochs;
    return {
      ...head,
      firstSeconds: opened.firstSeconds,
      milliseconds: opened.firstSeconds * 1000 * samples,
      note: `the gradient of one sample, by one sum of the readings, times ${samples}`,
    };
  } catch (error) {
    return { ...head, note: error instanceof Error ? error.message : String(error) };
  }
}

function against(ours: readonly number[], milliseconds: number): NonNullable<Result['duel']> {
  return {
    ours: spreadOf(ours),
    theirs: spreadOf([milliseconds]),
    ratio: spreadOf(ours.map((own) => milliseconds / own)),
    rounds: ours.length,
  };
}

/** Runs a program to its end. @throws Error with the last line of what it complained of */
function timed(
  command: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly milliseconds: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, words, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PATIENCE_SECONDS * 1000,
    });
    let [text, complaints] = ['', ''];
    child.stdout.on('data', (part) => (text += String(part)));
    child.stderr.on('data', (part) => (complaints += String(part)));
    child.on('error', reject);
    child.on('close', (code) => {
      const milliseconds = performance.now() - started;
      if (code === 0) resolve({ milliseconds, text });
      else reject(new Error(complaints.trim().split('\n').at(-1) ?? `exit code ${String(code)}`));
    });
  });
}
