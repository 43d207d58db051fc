import { beforeAll, describe, expect, test } from 'vitest';
import { summed } from '../support/deviations.ts';
import { sharedIsMissing } from '../support/shared.ts';
import { exampleModel, exampleNames, needsShared } from './example-models.ts';
import {
  describeMachine,
  deviationsOf,
  type FakeMachine,
  machineJobs,
  type MachineJob,
  type Way,
} from './machine-jobs.ts';
import { askPython, conformancePython } from './python.ts';

interface Answer {
  readonly error?: string;
  /** As the service would send it. */
  readonly result?: string;
}

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
const SHOTS = 20_000;

type Case = Omit<Way, 'machine' | 'shots'> & { readonly name: string; readonly machine: string };

/** Whose errors are simulated in no time, all of them. */
const SMALL = 'manila';

/** At night every example in every way; else expectations with noise, and probabilities without. */
const cases: readonly Case[] = [
  { name: 'moons', machine: SMALL, noisy: true, writer: 'primitives' },
  ...(nightly ? exampleNames().flatMap(everyWay) : aFewWays()),
];
const names = [...new Set(cases.map(({ name }) => name))];

let missing: string | undefined;
const jobs = new Map<string, readonly MachineJob[]>();
const answers = new Map<string, Answer>();

// The first time, a Python environment is made.
beforeAll(async () => {
  const environment = await conformancePython();
  if (environment.kind === 'missing') {
    missing = environment.reason;
    return;
  }
  const described = new Map<string, FakeMachine>();
  for (const { machine } of cases) {
    if (!described.has(machine))
      described.set(machine, describeMachine(environment.python, machine));
  }
  for (const name of names) {
    if (needsShared(name) && sharedIsMissing() !== undefined) continue;
    const model = await exampleModel(name);
    for (const each of cases.filter((one) => one.name === name)) {
      const machine = described.get(each.machine)!;
      jobs.set(keyOf(each), machineJobs(model, { ...each, machine, shots: SHOTS }));
    }
  }
  const bodies = [...jobs.values()].flat().map((job) => job.case);
  const whole = bodies
    .filter(({ machine }) => machine === SMALL)
    .map((each) => ({ ...each, id: wholeId(each.id), whole: true }));
  const asked = await askPython<Answer>('machines.py', [...bodies, ...whole]);
  if (asked.kind === 'missing') return;
  for (const [id, answer] of Object.entries(asked.answers)) answers.set(id, answer!);
}, 3_600_000);

describe('examples, from the payload to the numbers of the circuit', () => {
  test.for(cases)('$name on $machine by $writer, noisy: $noisy', (each, context) => {
    if (missing !== undefined) return context.skip(missing);
    const found = jobs.get(keyOf(each));
    if (found === undefined) return context.skip(sharedIsMissing());
    const deviations = deviationsOf(found, (job) => {
      const { error, result } = answers.get(job.case.id)!;
      expect(error).toBeUndefined();
      return result!;
    });
    const { worst, rms, beyond } = summed(deviations, 4);
    // Of a thousand and more numbers chance takes one that far.
    expect(beyond).toBeLessThanOrEqual(Math.floor(deviations.length / 1000));
    expect(worst).toBeLessThan(5.5);
    // What is wrong everywhere by less than that shows in all of them together.
    expect(rms).toBeLessThan(Math.max(1.2, 1 + 4 / Math.sqrt(2 * deviations.length)));
  });
});

test('errors of gates that no circuit uses make no difference', (context) => {
  if (missing !== undefined) return context.skip(missing);
  const found = cases
    .filter(({ machine }) => machine === SMALL)
    .flatMap((each) => jobs.get(keyOf(each))!);
  expect(found.length).toBeGreaterThan(0);
  for (const {
    case: { id },
  } of found) {
    expect(answers.get(id)!.result).toBeDefined();
    expect(answers.get(wholeId(id))).toEqual(answers.get(id));
  }
});

function everyWay(name: string): readonly Case[] {
  return [
    ...['fez', 'torino'].flatMap((machine) =>
      [false, true].map((noisy): Case => ({ name, machine, noisy, writer: 'primitives' })),
    ),
    { name, machine: 'torino', noisy: false, writer: 'executor' },
    { name, machine: 'torino', noisy: false, writer: 'braket' },
  ];
}

function aFewWays(): readonly Case[] {
  return [
    { name: 'qcnn', machine: 'torino', noisy: false, writer: 'primitives' },
    { name: 'moons', machine: 'torino', noisy: false, writer: 'executor' },
    { name: 'qcnn', machine: 'torino', noisy: false, writer: 'braket' },
  ];
}

function wholeId(id: string): string {
  return `${id}, whole`;
}

function keyOf({ name, machine, noisy, writer }: Case): string {
  return `${name} ${machine} ${noisy} ${writer}`;
}
