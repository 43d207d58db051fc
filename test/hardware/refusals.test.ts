import { describe, expect, onTestFinished, test } from 'vitest';
import { UsageError } from '../../cli/exit.ts';
import { sessionMode } from '../../cli/submit/session.ts';
import { type SubmitFlags, submitSettings } from '../../cli/submit/settings.ts';
import { writeExecutor } from '../../cli/submit/write/executor.ts';
import { writePrimitives } from '../../cli/submit/write/primitives.ts';
import type { WriteRequest } from '../../cli/submit/write/written-job.ts';
import { generatedDevice, libraryDevice } from '../../compiler/targets/index.ts';
import { withFractionalGates } from '../../compiler/targets/variants.ts';
import { decodeTensor } from '../../runtime/hardware/results/index.ts';
import { askForMachine, createIbmApi } from '../../runtime/hardware/index.ts';
import { UserProblem } from '../../runtime/program/problem.ts';
import { programOf } from '../support/compile.ts';
import { expectationOfZ, irisProgram, programBuilder } from '../support/programs.ts';
import { measured, stateAfter } from '../support/statevector.ts';
import { INSTANCE, KEY, networkOf } from './service/connect.ts';
import { lineMachine } from './service/line-machine.ts';
import { exactOutputs } from './service/run-body.ts';
import { startServer } from './service/server.ts';

const fez = (await libraryDevice('fez'))!;

interface Refused {
  readonly name: string;
  /** What the user did, as the command line would carry it out; everything here comes before the first job is sent. */
  readonly act: () => unknown;
  readonly message: string;
  readonly help: string;
}

const cases: readonly Refused[] = [
  {
    name: 'a wrong key',
    act: () => machineNamed('ibm_line', 'the-key-of-somebody-else'),
    message: 'IBM Cloud does not accept the API key (status 400).',
    help: 'Make a new one at https://cloud.ibm.com/iam/apikeys and give it in QISKIT_IBM_TOKEN or the credentials file.',
  },
  {
    name: 'a machine that is out of service',
    act: () => machineNamed('ibm_torino'),
    message: 'IBM refused `ibm_torino` (code 404): Backend ibm_torino not found.',
    help: '`qmm targets` lists machines of the library; which ones are in service is shown at https://quantum.cloud.ibm.com.',
  },
  {
    name: 'more qubits than the machine has',
    act: () => writePrimitives(requestOf({ device: generatedDevice('linear:3')! })),
    message: 'The circuit has 4 qubits, and `linear:3` has 3.',
    help: 'Choose a larger device, or give the registers fewer qubits.',
  },
  {
    name: 'extrapolation and cancellation together',
    act: () =>
      writePrimitives(
        requestOf({ options: ['resilience_level=2', 'resilience.pec_mitigation=true'] }),
      ),
    message:
      'Zero-noise extrapolation and probabilistic error cancellation exclude each other, and `resilience_level=2` and `resilience.pec_mitigation=true` ask for both.',
    help: 'Leave one out: `--option resilience.zne_mitigation=false`.',
  },
  {
    name: 'decoupling by the service in a circuit that decides on the way',
    act: () =>
      writePrimitives(
        requestOf({ program: dynamicProgram(), options: ['dynamical_decoupling.enable=true'] }),
      ),
    message: '`fez` does no dynamical decoupling in circuits with an `if` on a measured bit.',
    help: 'Leave `dynamical_decoupling` out.',
  },
  {
    name: 'decoupling of our own in a circuit that decides on the way',
    act: () => writePrimitives(requestOf({ program: dynamicProgram(), decoupling: 'XY4' })),
    message:
      'Decoupling needs to know when qubits wait, and the circuit waits for outcomes, for a time that nobody knows.',
    help: 'Leave out `--dd`, or let the measured qubit control the gate and measure it in the end.',
  },
  {
    name: 'decoupling twice',
    act: () =>
      writePrimitives(
        requestOf({ options: ['dynamical_decoupling.enable=true'], decoupling: 'XY4' }),
      ),
    message:
      '`--dd XY4` writes decoupling into the circuits, and `dynamical_decoupling.enable=true` lets the service do it again.',
    help: 'Leave one of them out: with `--dd` the very pulses are known before, without it the service chooses them.',
  },
  {
    name: 'fewer shots in randomizations than were asked for',
    act: () =>
      writePrimitives(
        requestOf({
          options: ['twirling.num_randomizations=4', 'twirling.shots_per_randomization=100'],
        }),
      ),
    message: '4 randomizations of 100 shots are 400, and 4096 shots are asked for.',
    help: 'Give `twirling.shots_per_randomization=1024`, or `auto`.',
  },
  {
    name: 'mitigation of a program that does none',
    act: () =>
      writeExecutor(requestOf({ options: ['program=executor', 'twirling.enable_gates=true'] })),
    message: 'The program `executor` runs circuits as they are, and `twirling` changes them.',
    help: 'Leave it out, or let the primitives do it: `--option program=primitives`.',
  },
  {
    name: 'an option that there is not',
    act: () => settingsOf(['twirling.enable_gate=true']),
    message: '`--to runtime` has no option `twirling.enable_gate`.',
    help: 'Did you mean `twirling.enable_gates`?',
  },
  {
    name: 'a flag and an option that say the same',
    act: () => settingsOf(['shots=8'], { shots: 9 }),
    message: '`--shots 9` and `--option shots=8` say the same thing twice.',
    help: 'Leave one of them out.',
  },
  {
    name: 'a batch where nobody waits',
    act: () => sessionMode({ batch: true, session: undefined }, { kind: 'aer' }),
    message: '`--batch` is about machines of IBM, and jobs on this computer wait for nobody.',
    help: 'Leave it out.',
  },
  {
    name: 'a precision where there are shots only',
    act: () => settingsOf([], { precision: 0.1 }, 'braket'),
    message: '`--precision` is for the primitives of IBM, and Braket runs circuits as they are.',
    help: 'Leave it out; `--shots` says how often each circuit is run.',
  },
];

describe('refused before anything is sent, with what to do', () => {
  test.for(cases)('$name', async ({ act, message, help }) => {
    const told = await refusalOf(act);
    expect({ message: told.message, help: told.help }).toEqual({ message, help });
  });
});

/** One bit decides, which machines can do. */
function dynamicProgram(): WriteRequest['program'] {
  return programOf(`
circuit ask on a, b {
  h a
  if measure(a) {
    x b
  }
}

model Asking {
  modality point: real[2]
  label kind: class(2)

  register q[2]
  encode point into q with ry
  evolve q[0], q[1] with ask
  objective classify(expect(Z(q)) |> linear, kind)
}
`);
}

test('angles that `rzz` does not take are not sent: each comes folded into [0, pi/2]', () => {
  const { input, circuit, build } = programBuilder('Angles');
  const x = input({
    name: 'x',
    role: 'modality',
    type: { kind: 'tensor', element: 'real' },
    shape: [3],
    optional: false,
  });
  const q = circuit([0, 1].map((index) => ({ register: 'q', index })));
  for (const qubit of [0, 1]) q.gate('ry', [qubit], { angles: [[[x, 1 + qubit]]] });
  q.gate('rzz', [0, 1], { angles: [[[x, 0]]] });
  for (const qubit of [0, 1]) q.gate('rx', [qubit], { angles: [[[x, 1 + qubit]]] });
  const node = q.build([expectationOfZ(0), expectationOfZ(1)]);
  const program = build({ readouts: [{ name: 'y', node, type: 'real' }] });
  const samples = [-9, -2, -0.1, 0.3, 1.7, 3, 40].map((angle) => ({ values: [angle, 0.7, 1.9] }));
  const [job] = writePrimitives({
    ...requestOf({
      program,
      device: withFractionalGates({ ...generatedDevice('linear:3')!, fractional: true }),
    }),
    samples: samples.map(({ values }) => ({
      values: program.circuits[0]!.leaves.map(({ element }) => values[element]!),
    })),
  });
  const body = job!.body('tag');
  const { params } = JSON.parse(body) as { params: { pubs: [string, unknown, unknown][] } };
  const [[text, , values]] = params.pubs as [[string, unknown, unknown]];
  const names = [...text.matchAll(/^input float\[64\] (\w+);/gm)].map(([, name]) => name!).sort();
  const [, slot] = /^rzz\((\w+)\)/m.exec(text)!;
  const sent = Array.from(decodeTensor(values).values).filter(
    (_, k) => k % names.length === names.indexOf(slot!),
  );
  expect(sent).toHaveLength(samples.length);
  for (const angle of sent) {
    expect(angle).toBeGreaterThanOrEqual(0);
    expect(angle).toBeLessThanOrEqual(Math.PI / 2);
  }
  // And it is the circuit that was meant.
  const { circuits } = program;
  const wanted = samples.flatMap(({ values: own }) => {
    const leaves = circuits[0]!.leaves.map(({ element }) => own[element]!);
    return measured(stateAfter(circuits[0]!, leaves), circuits[0]!.measurements);
  });
  exactOutputs(body)[0]!.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 9));
});

function settingsOf(
  options: readonly string[],
  flags: Partial<SubmitFlags> = {},
  kind: 'ibm' | 'braket' = 'ibm',
): WriteRequest['settings'] {
  const none = { shots: undefined, precision: undefined, level: undefined };
  return submitSettings({ ...none, ...flags, options }, { kind });
}

function requestOf({
  program = irisProgram(),
  device = fez,
  options = [],
  decoupling,
}: {
  program?: WriteRequest['program'];
  device?: WriteRequest['machine']['device'];
  options?: readonly string[];
  decoupling?: 'XY4';
}): WriteRequest {
  return {
    program,
    circuit: 0,
    samples: [{ values: program.circuits[0]!.leaves.map((_, leaf) => leaf / 10) }],
    machine: { device, backend: `ibm_${device.name}`, misreadings: {}, remark: '' },
    settings: settingsOf(options),
    lowering: decoupling === undefined ? {} : { decoupling },
  };
}

async function machineNamed(backend: string, key = KEY): Promise<unknown> {
  const machines = { ibm_line: lineMachine(5) };
  const server = await startServer({ key: KEY, instance: INSTANCE, run: () => '{}', machines });
  onTestFinished(() => server.close());
  const { url } = server;
  const credentials = { key, instance: INSTANCE, url: `${url}/api/v1`, identityUrl: url };
  return askForMachine(createIbmApi(networkOf(), credentials), backend);
}

async function refusalOf(
  act: () => unknown,
): Promise<{ readonly message: string; readonly help?: string | undefined }> {
  try {
    await act();
  } catch (error) {
    if (error instanceof UserProblem) return error.details;
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
