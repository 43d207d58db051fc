import { basename, extname } from 'node:path';
import { checkLimits, type DeclaredTarget } from '../../compiler/index.ts';
import { chooseNamed } from '../choose-runs.ts';
import { defineCommand, type Outcome } from '../command.ts';
import { distinctPrograms } from '../distinct.ts';
import type { Emitted, EmitRequest, SplitName } from '../emit/emission.ts';
import { emitterOf, formatNames, saysWholeFile } from '../emit/formats.ts';
import { type Compiled, writeCompiled } from '../emit/write.ts';
import { UsageError } from '../exit.ts';
import { loweringOf, loweringOptions, type LoweringArguments } from '../lowering.ts';
import { wholeNumber } from '../numbers.ts';
import { openRun } from '../open-run.ts';
import { DiagnosedProblem } from '../problems.ts';
import type { Session } from '../session.ts';
import { readValidSource } from '../source.ts';
import { resolveFor, targetOptions, type TargetArguments } from '../target.ts';
import { drawTrace } from '../trace-passes.ts';
import { readTrainedProgram } from '../trained-program.ts';

const splits = ['train', 'validate', 'test'] as const satisfies readonly SplitName[];

interface CompileArguments extends LoweringArguments, TargetArguments {
  readonly file: readonly string[];
  readonly to: string;
  readonly run: string | undefined;
  readonly data: string | undefined;
  readonly split: SplitName | undefined;
  readonly take: string | undefined;
  readonly stats: 'json' | undefined;
  readonly 'trace-passes': boolean | undefined;
  readonly slots: boolean;
  readonly option: readonly string[] | undefined;
  readonly out: string | undefined;
}

export const compileCommand = defineCommand<CompileArguments>({
  options: (yargs) =>
    loweringOptions(targetOptions(yargs))
      .positional('file', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: '.qmm or .qasm files',
      })
      .option('to', {
        type: 'string',
        requiresArg: true,
        demandOption: true,
        describe: formatNames,
      })
      .option('run', {
        type: 'string',
        requiresArg: true,
        describe: 'trained run whose weights to use',
      })
      .option('data', {
        type: 'string',
        requiresArg: true,
        describe: 'table whose features to use',
      })
      .option('split', {
        choices: splits,
        requiresArg: true,
        describe: 'split whose features to use',
      })
      .option('take', { type: 'string', requiresArg: true, describe: 'at most so many samples' })
      .option('option', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'of a job, e.g. shots=1000 or twirling.enable_gates=true; repeat it for more',
      })
      .option('stats', {
        choices: ['json'] as const,
        requiresArg: true,
        describe: 'print the figures of each circuit instead of its text',
      })
      .option('trace-passes', {
        type: 'boolean',
        describe: 'what each pass takes and changes, on standard error',
      })
      .option('slots', {
        type: 'boolean',
        default: false,
        describe:
          'leave angles of a machine open (openqasm3): fewer pulses; FILE.bind.json beside FILE says how they come from weights and features',
      })
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'file, or folder for several',
      }),
  run: compileFiles,
});

async function compileFiles(given: CompileArguments, session: Session): Promise<Outcome> {
  const emit = await emitterOf(given.to, given.option ?? []);
  if (given.dd !== undefined && !['openqasm3', 'runtime'].includes(given.to)) {
    throw new UsageError(
      `\`--dd\` writes how long qubits wait, for which \`--to ${given.to}\` has no words.`,
      'Leave it out, or take `--to openqasm3` or `--to runtime`.',
    );
  }
  if (given.slots && given.to !== 'openqasm3') {
    throw new UsageError(
      `\`--slots\` belongs to \`--to openqasm3\`, and this is \`--to ${given.to}\`.`,
      given.to === 'runtime' ? 'A job has slots without being told.' : 'Leave it out.',
    );
  }
  const request = sharedRequest(given);
  const compiled: Compiled[] = [];
  const diagnostics = [];
  const sources = new Map<string, string>();
  for (const file of given.file) {
    const compilation = await readValidSource(file);
    diagnostics.push(...compilation.diagnostics);
    for (const [path, text] of compilation.sources) sources.set(path, text);
    const { device, declared } = await resolveFor(given.target, compilation.targets, given);
    const runs =
      given.run === undefined
        ? distinctPrograms(chooseNamed(compilation.runs, file, undefined))
        : [await readTrainedProgram(given.run, file)];
    const separate = saysWholeFile(given.to) ? runs.slice(0, 1) : runs;
    for (const run of separate) {
      const stem = stemOf(file, separate.length > 1 ? run.name : '');
      const started = performance.now();
      const emitted = await emit({
        ...request,
        device,
        shots: declared?.shots ?? undefined,
        mitigation: declared?.mitigation ?? [],
        file,
        run,
        runs,
        stem,
        sources: compilation.sources,
      });
      if (declared) refuseBeyondLimits(declared, emitted, compilation.sources);
      const seconds = (performance.now() - started) / 1000;
      compiled.push({ file, stem, emitted, seconds });
    }
  }
  traceText(compiled, session);
  const written = writeCompiled(compiled, given, session.out.paint);
  return { ...written, diagnostics, sources };
}

function traceText(compiled: readonly Compiled[], { err }: Session): void {
  for (const { stem, emitted } of compiled) {
    for (const { part, stats } of emitted) {
      if (stats.passes === undefined) continue;
      err.write(drawTrace(part === '' ? stem : `${stem} ${part}`, stats.passes, err.paint));
    }
  }
}

/** Holds every text against the limits of the target that the file declares. */
function refuseBeyondLimits(
  target: DeclaredTarget,
  emitted: readonly Emitted[],
  sources: ReadonlyMap<string, string>,
): void {
  for (const { stats } of emitted) {
    const gates = Object.values(stats.gates).reduce((sum, count) => sum + count, 0);
    const { qubits, depth, twoQubit, parameters } = stats;
    const costs = {
      qubits,
      depth,
      two_qubit: twoQubit,
      gates,
      parameters,
      circuits: emitted.length,
    };
    const problems = checkLimits(target, costs, undefined);
    if (problems.length > 0) throw new DiagnosedProblem(problems, sources);
  }
}

/** What holds for every file. */
function sharedRequest(
  given: CompileArguments,
): Omit<
  EmitRequest,
  'file' | 'run' | 'runs' | 'stem' | 'sources' | 'device' | 'shots' | 'mitigation'
> {
  const { run, data, split, take, slots } = given;
  if (run === undefined && (data !== undefined || split !== undefined)) {
    const flag = data === undefined ? 'split' : 'data';
    throw new UsageError(
      `\`--${flag}\` gives features to a trained model.`,
      'Say which: `--run last`.',
    );
  }
  return {
    trained: run === undefined ? undefined : openRun(run, data),
    features: data === undefined && split === undefined ? undefined : { split },
    take: take === undefined ? undefined : wholeNumber('take', take),
    options: given.option ?? [],
    lowering: { ...loweringOf(given), slots },
    trace: given['trace-passes'] ?? false,
    out: given.out,
  };
}

/** `models/digits.qmm` with two runs gives `digits-early` and `digits-late`. */
function stemOf(file: string, run: string): string {
  const stem = basename(file, extname(file));
  return run === '' ? stem : `${stem}-${run}`;
}
