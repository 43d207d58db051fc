import type { SlottedProgram } from '../../compiler/emit/runtime/index.ts';
import { createHasher } from '../../runtime/data/hash.ts';
import {
  emptyMeasurements,
  type Journal,
  readAnswer,
  type StepSubmission,
} from '../../runtime/hardware/index.ts';
import type { Circuit, Program } from '../../runtime/program/index.ts';
import type { AskedCircuit } from '../../runtime/simulate/index.ts';
import type { Machine } from '../submit/machine.ts';
import type { SubmitSettings } from '../submit/settings.ts';
import { writePrimitives } from '../submit/write/primitives.ts';

/** Writes the jobs of training steps for a machine. */
export interface StepWriter {
  /** @param nonce makes the tags of the jobs their own */
  write(
    asked: readonly AskedCircuit[],
    nonce: string,
  ): Pick<StepSubmission, 'jobs'> & { readonly bodies: ReadonlyMap<string, string> };
}

interface StepWriterOptions {
  readonly program: Program;
  readonly machine: Machine;
  readonly shots: number;
}

/** Each circuit is compiled when it is first asked about, and its rows of values are bound from then on. */
export function createStepWriter({ program, machine, shots }: StepWriterOptions): StepWriter {
  const texts = new Map<Circuit, Map<string, SlottedProgram>>();
  const textsOf = (circuit: Circuit): Map<string, SlottedProgram> => {
    const known = texts.get(circuit) ?? new Map<string, SlottedProgram>();
    texts.set(circuit, known);
    return known;
  };
  const settings: SubmitSettings = {
    writer: 'primitives',
    shots,
    precision: undefined,
    job: { options: {} },
  };
  return {
    write(asked, nonce) {
      const bodies = new Map<string, string>();
      const jobs = together(asked).flatMap(({ circuit, rows }, index) =>
        writePrimitives({
          program: { ...program, circuits: [circuit] },
          circuit: 0,
          samples: rows.map((values) => ({ values })),
          machine,
          settings,
          lowering: {},
          texts: textsOf(circuit),
        }).map(({ body, ...job }, part) => {
          const name = `circuit-${index + 1}-${job.program}-${part + 1}`;
          const tag = `qmm-${nonce}-${name}`;
          bodies.set(name, body(tag));
          return { name, circuit: index, ...job, tag };
        }),
      );
      return { jobs, bodies };
    },
  };
}

/**
 * What the machine measured, for each circuit in the order in which they were asked for.
 * @throws UserProblem `answer-unreadable`
 */
export function readStep(
  journal: Journal<StepSubmission>,
  asked: readonly AskedCircuit[],
): readonly Float64Array[] {
  const groups = together(asked);
  const measured = groups.map(({ circuit, rows }) => emptyMeasurements([circuit], rows.length)[0]!);
  for (const job of journal.submission.jobs) {
    const { circuit } = groups[job.circuit]!;
    readAnswer(job, circuit, journal.result(job.name) ?? '', measured[job.circuit]!);
  }
  const next = groups.map(() => 0);
  return asked.map(({ circuit, count }) => {
    const group = groups.findIndex((each) => each.circuit === circuit);
    const { values } = measured[group]!;
    const outputs = values.length / groups[group]!.rows.length;
    const start = next[group]!;
    next[group] = start + count * outputs;
    return values.slice(start, start + count * outputs);
  });
}

/** SHA-256 of the values that circuits are asked about. */
export function hashOfAsked(asked: readonly AskedCircuit[]): string {
  const hasher = createHasher();
  for (const { rows, count } of asked) {
    hasher.add(`${count} rows of ${rows.length / Math.max(count, 1)} values\n`);
    hasher.add(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
  }
  return hasher.digest();
}

interface AskedTogether {
  readonly circuit: Circuit;
  /** Values of the leaves. */
  readonly rows: readonly Float64Array[];
}

/** All rows of one circuit are one question, whoever asked. */
function together(asked: readonly AskedCircuit[]): readonly AskedTogether[] {
  const groups = Map.groupBy(asked, ({ circuit }) => circuit);
  return [...groups].map(([circuit, members]) => ({
    circuit,
    rows: members.flatMap(({ rows, count }) =>
      Array.from({ length: count }, (_, row) => {
        const width = circuit.leaves.length;
        return rows.subarray(row * width, (row + 1) * width);
      }),
    ),
  }));
}
