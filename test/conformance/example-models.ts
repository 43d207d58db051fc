import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeHost } from '../../cli/host.ts';
import { leafValues } from '../../runtime/predict/index.ts';
import type { DataSource, Program, Run, Source } from '../../runtime/program/index.ts';
import { train } from '../../runtime/train/index.ts';
import { compileFile } from '../support/compile.ts';
import { sharedPath } from '../support/shared.ts';

/** A model of the examples with weights and samples. */
export interface ExampleModel {
  readonly name: string;
  /** Where states are compared, which no machine can, every Pauli word is read in place of the amplitudes. */
  readonly program: Program;
  /** For each circuit, for each sample: the values of its leaves. */
  readonly values: readonly (readonly (readonly number[])[])[];
  /** For each sample, the modalities it has. */
  readonly present: readonly (readonly string[])[];
}

const ROOT = join(import.meta.dirname, '..', '..', 'examples');

export function exampleNames(): readonly string[] {
  return globSync('*/main.qmm', { cwd: ROOT })
    .map((path) => path.split('/')[0]!)
    .sort();
}

/** Tables that are too large to lie beside an example. */
const TABLES: Readonly<Record<string, string>> = {
  'av-digits': sharedPath('data', 'av-digits', 'digits.csv'),
  retrieval: sharedPath('data', 'av-digits', 'digits.csv'),
  views: sharedPath('data', 'av-digits', 'digits.csv'),
  sentiment: sharedPath('data', 'text', 'subj.csv'),
};

export function needsShared(name: string): boolean {
  return name in TABLES;
}

/** Trained for an epoch on some of its data: weights and features are then any, and those of the model. */
export async function exampleModel(name: string): Promise<ExampleModel> {
  const base = join(ROOT, name);
  const { runs, sources } = compileFile(join(base, 'main.qmm'));
  const host = nodeHost();
  const work = mkdtempSync(join(tmpdir(), 'qmm-machines-'));
  try {
    const { folder } = await train({
      run: shortened(runs[0]!, TABLES[name]),
      base,
      sources: Object.fromEntries(sources),
      folder: join(work, 'run'),
      resume: false,
      overrides: {},
      host,
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
    const { program } = runs[0]!;
    const { circuits, absent, ids } = await leafValues({
      folder,
      host,
      base,
      limit: samplesOf(program),
    });
    const modalities = program.inputs.filter(({ role }) => role === 'modality');
    return {
      name,
      program: { ...program, circuits: program.circuits.map(withWords) },
      values: program.circuits.map(({ leaves }, index) =>
        ids.map((_, sample) => [
          ...circuits[index]!.subarray(sample * leaves.length, (sample + 1) * leaves.length),
        ]),
      ),
      present: absent.map((missing) =>
        modalities.map((each) => each.name).filter((each) => !missing.includes(each)),
      ),
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function withWords(circuit: Program['circuits'][number]): Program['circuits'][number] {
  return {
    ...circuit,
    measurements: circuit.measurements.map((each) =>
      each.kind === 'amplitudes' ? { kind: 'paulis', qubits: each.qubits } : each,
    ),
  };
}

/** Every Pauli word of five qubits takes hundreds of circuits a sample. */
function samplesOf({ circuits }: Program): number {
  const isLong = circuits.some(({ measurements }) =>
    measurements.some((each) => each.kind === 'amplitudes' && each.qubits.length > 3),
  );
  return isLong ? 1 : 3;
}

const ROWS = 80;

function shortened(run: Run, table: string | undefined): Run {
  const { data, train: settings } = run;
  return {
    ...run,
    data: data && {
      ...data,
      source: table === undefined ? fewer(data.source) : tableAt(table),
      take: data.take === null ? ROWS : Math.min(ROWS, data.take),
    },
    train: settings && {
      ...settings,
      epochs: 1,
      stages: settings.stages.map((stage) => ({ ...stage, epochs: 1 })),
    },
  };
}

function fewer(source: Source): Source {
  return source.kind === 'synthetic' ? { ...source, samples: ROWS } : source;
}

function tableAt(path: string): DataSource['source'] {
  return { kind: 'csv', paths: { kind: 'one', path } };
}
