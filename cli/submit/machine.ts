import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Device, libraryDevice, parseDevice } from '../../compiler/targets/index.ts';
import {
  askForMachine,
  createIbmApi,
  type MachineAnswers,
  machineFacts,
  type Network,
  type Submission,
} from '../../runtime/hardware/index.ts';
import { UserProblem } from '../../runtime/program/problem.ts';
import { nodeHost, readText } from '../host.ts';
import { resolveTarget } from '../target.ts';
import { ibmCredentials, requireIbmCredentials } from './credentials.ts';
import { findPython } from './python.ts';
import { type SubmitTarget } from './target.ts';

/** A machine to compile for. */
export interface Machine {
  readonly device: Device;
  /** What the service calls it. */
  readonly backend: string;
  /** By qubit, as far as the calibration says. */
  readonly misreadings: NonNullable<Submission['misreadings']>;
  /** What to tell the user of it. */
  readonly remark: string;
}

/** A calibration is taken about once a day. */
const FRESH = 3_600_000;

/**
 * Asks what a target is: IBM (its answers are kept for an hour), or the user's Python.
 * @param isDry without credentials the library's copy of an IBM machine will do
 * @param qubits of the widest circuit, for a simulator
 * @throws UserProblem where there is none of that name
 */
export async function openMachine(
  target: SubmitTarget,
  network: Network,
  isDry: boolean,
  qubits: number,
): Promise<Machine> {
  const { kind, name } = target;
  if (kind === 'aer' || kind === 'braket') {
    const found = await resolveTarget(`full:${Math.max(2, qubits)}`);
    if (found.kind !== 'device') throw new Error('a full graph is a device');
    return { device: found.device, backend: `${kind}_simulator`, misreadings: {}, remark: '' };
  }
  if (kind === 'fake') {
    const python = await findPython(target, network.signal);
    const { code, out, err } = await python.ask(['describe', name]);
    if (code !== 0) throw unknownFake(name, err);
    return machineOf(`fake_${name}`, name, JSON.parse(out) as MachineAnswers);
  }
  const backend = `ibm_${name}`;
  const stored = isDry && ibmCredentials() === undefined ? await libraryDevice(name) : undefined;
  if (stored !== undefined) {
    const remark = `Compiled for the library's copy of ${backend}: without an API key, today's calibration is not known.`;
    return { device: stored, backend, misreadings: {}, remark };
  }
  return machineOf(backend, name, await answersOf(backend, network));
}

function machineOf(backend: string, name: string, answers: MachineAnswers): Machine {
  const { device, misreadings, calibrated } = machineFacts(name, answers);
  return {
    device: parseDevice(JSON.stringify(device), backend),
    backend,
    misreadings: Object.fromEntries(
      misreadings.flatMap((each, qubit) => (each ? [[qubit, each] as const] : [])),
    ),
    remark: calibrated === undefined ? '' : `${backend} was calibrated ${calibrated}.`,
  };
}

async function answersOf(backend: string, network: Network): Promise<MachineAnswers> {
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const path = join(caches, 'qmm', 'machines', `${backend}.json`);
  const credentials = requireIbmCredentials();
  const kept = JSON.parse(readText(path) ?? '{}') as Partial<Kept>;
  const isOfThisService = kept.url === (credentials.url ?? '');
  if (kept.answers && kept.at !== undefined && isOfThisService) {
    if (network.clock() - kept.at < FRESH) return kept.answers;
  }
  const answers = await askForMachine(createIbmApi(network, credentials), backend);
  const now: Kept = { at: network.clock(), url: credentials.url ?? '', answers };
  nodeHost().write(path, JSON.stringify(now));
  return answers;
}

interface Kept {
  readonly at: number;
  readonly url: string;
  readonly answers: MachineAnswers;
}

function unknownFake(name: string, err: string): UserProblem {
  const known = /^unknown (.*)$/m.exec(err)?.[1];
  return new UserProblem({
    code: known === undefined ? 'target-cannot' : 'unknown-name',
    message:
      known === undefined
        ? `Python could not tell about \`fake:${name}\`: ${err.trim().split('\n').at(-1)!}`
        : `qiskit-ibm-runtime has no fake machine \`${name}\`.`,
    ...(known === undefined ? {} : { help: `It has ${known.replaceAll(' ', ', ')}.` }),
  });
}
