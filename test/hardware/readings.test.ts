import { describe, expect, test } from 'vitest';
import { plannedJob } from '../../cli/submit/planned-job.ts';
import { emitRuntime, type RuntimeJob } from '../../compiler/emit/runtime/index.ts';
import { libraryDevice } from '../../compiler/targets/index.ts';
import { emptyMeasurements, readMeasurements } from '../../runtime/hardware/index.ts';
import { decodePrimitiveResult } from '../../runtime/hardware/results/index.ts';
import { measurementSize, type Program } from '../../runtime/program/index.ts';
import { amplitudeProgram, irisProgram, pairProgram } from '../support/programs.ts';
import { measured, stateAfter } from '../support/statevector.ts';
import { runBody } from './service/run-body.ts';

const fez = (await libraryDevice('fez'))!;
const SHOTS = 2000;

const cases: readonly (readonly [string, Program, readonly string[]])[] = [
  ['expectations', irisProgram(), []],
  ['expectations and probabilities, a sample without a sound', pairProgram(), ['ear']],
  ['a circuit for each state', amplitudeProgram(), []],
];

describe.each(cases)('answers of a machine: %s', (_, program, absent) => {
  const circuit = program.circuits[0]!;
  const modalities = program.inputs.filter(({ role }) => role === 'modality');
  const samples = [0, 1, 2, 3, 4].map((sample) => ({
    values: valuesOf(program, sample),
    present: modalities
      .map(({ name }) => name)
      .filter((name) => sample % 3 !== 1 || !absent.includes(name)),
  }));
  const expected = samples.map(({ values, present }) =>
    measured(
      stateAfter(circuit, values, (name) => present.includes(name)),
      circuit.measurements,
    ),
  );
  const jobsOf = (rows: number): readonly RuntimeJob[] =>
    emitRuntime(program, 0, { target: fez, samples, shots: SHOTS, limits: { rows, bytes: 1e7 } });

  test.each([5, 2, 1])('go to their samples with %s rows a job', (rows) => {
    const [into] = emptyMeasurements(program.circuits, samples.length);
    const jobs = jobsOf(rows);
    for (const [k, job] of jobs.entries()) {
      const planned = plannedJob(job, circuit, 0, `job-${k}`);
      const rowsSent = planned.pubs.reduce((sum, each) => sum + each.samples.length, 0);
      expect(rowsSent).toBeLessThanOrEqual(rows);
      const answer = decodePrimitiveResult(runBody(JSON.stringify(job.body)));
      readMeasurements(planned, circuit, answer, into!);
    }
    const wanted = expected.flat();
    expect(into!.values).toHaveLength(wanted.length);
    into!.values.forEach((value, k) => {
      // Five standard errors, and rounding.
      expect(Math.abs(value - wanted[k]!)).toBeLessThan(5 / Math.sqrt(SHOTS));
    });
    expect(into!.errors.every((error) => error >= 0 && error < 0.05)).toBe(true);
  });

  test('are refused where they are those of another job', () => {
    const [job] = jobsOf(5);
    const [other] = jobsOf(1);
    const [into] = emptyMeasurements(program.circuits, samples.length);
    const answer = decodePrimitiveResult(runBody(JSON.stringify(other!.body)));
    const planned = plannedJob(job!, circuit, 0, 'job');
    expect(() => readMeasurements(planned, circuit, answer, into!)).toThrow(
      "The machine's answer cannot be read: ",
    );
  });
});

test('a register that is misread is mended with the error rates of its own qubits', () => {
  const program = pairProgram();
  const circuit = program.circuits[0]!;
  const samples = [{ values: valuesOf(program, 0) }];
  const job = emitRuntime(program, 0, { target: fez, samples, shots: SHOTS }).find(
    ({ body }) => body.program_id === 'sampler',
  )!;
  const planned = plannedJob(job, circuit, 0, 'job');
  const [register] = planned.pubs[0]!.registers;
  // Every qubit of the register is one of the machine's that the circuit ends on.
  expect(job.pubs[0]!.circuit.finalLayout).toEqual(expect.arrayContaining([...register!.qubits]));
  const answer = decodePrimitiveResult(runBody(JSON.stringify(job.body)));
  const [plain] = emptyMeasurements(program.circuits, 1);
  const [mended] = emptyMeasurements(program.circuits, 1);
  readMeasurements(planned, circuit, answer, plain!);
  const asked: number[] = [];
  readMeasurements(planned, circuit, answer, mended!, (qubit) => {
    asked.push(qubit);
    return { zeroAsOne: 0, oneAsZero: asked.length === 1 ? 0.1 : 0 };
  });
  expect(asked).toEqual(register!.qubits);
  const before = circuit.measurements.slice(0, register!.measurement);
  const start = before.reduce((sum, each) => sum + measurementSize(each), 0);
  const [p00, p01, p10, p11] = plain!.values.subarray(start, start + 4);
  // Bit 0 loses a tenth of its ones: seen p1 is 0.9 of the true one.
  const wanted = [p00! - p01! / 9, p01! / 0.9, p10! - p11! / 9, p11! / 0.9];
  mended!.values
    .subarray(start, start + 4)
    .forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 6));
});

function valuesOf({ model, circuits }: Program, sample: number): readonly number[] {
  const values = circuits[0]!.leaves.map((_, leaf) => Math.cos(5 * leaf + 2 * sample));
  if (model !== 'Amplitude') return values;
  const [, , ...rest] = values;
  return [Math.SQRT1_2 * Math.cos(sample), Math.SQRT1_2 * Math.sin(sample), ...rest];
}
