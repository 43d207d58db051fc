import * as v from 'valibot';
import type { Misreading } from '../mitigation/index.ts';
import { answerAs } from '../results/parse.ts';
import type { IbmApi } from './api.ts';

/** What IBM says of a machine, as it says it. Plain JSON: it may be kept for a while. */
export interface MachineAnswers {
  readonly configuration: unknown;
  readonly properties: unknown;
}

/** A machine as a device file, and how often its qubits are misread. */
export interface MachineFacts {
  /** Keys as in the device files of the library. */
  readonly device: DeviceFile;
  /** By qubit; undefined where the calibration does not say. */
  readonly misreadings: readonly (Misreading | undefined)[];
  /** When it was calibrated, as IBM writes it. */
  readonly calibrated: string | undefined;
}

interface DeviceFile {
  readonly name: string;
  readonly qubits: number;
  readonly basis: readonly string[];
  readonly directed: boolean;
  readonly fractional: boolean;
  readonly reset: boolean;
  readonly dynamic: boolean;
  /** `[from, to, error, nanoseconds]`. */
  readonly edges: readonly (readonly [number, number, number | null, number | null])[];
  readonly t1Us: readonly (number | null)[];
  readonly t2Us: readonly (number | null)[];
  readonly readoutError: readonly (number | null)[];
  readonly readoutNs: readonly (number | null)[];
  readonly sxError: readonly (number | null)[];
  readonly sxNs: readonly (number | null)[];
}

const names = v.array(v.string());
const pair = v.tuple([v.number(), v.number()]);
const configurationSchema = v.object({
  n_qubits: v.number(),
  basis_gates: names,
  supported_instructions: v.optional(names, []),
  coupling_map: v.nullable(v.array(pair)),
});
const property = v.object({
  name: v.string(),
  unit: v.optional(v.string(), ''),
  value: v.number(),
});
const propertiesSchema = v.object({
  last_update_date: v.optional(v.string()),
  qubits: v.array(v.array(property)),
  gates: v.array(
    v.object({ gate: v.string(), qubits: v.array(v.number()), parameters: v.array(property) }),
  ),
});
type Property = v.InferOutput<typeof property>;

/** Gates with an angle that IBM's machines take on request only ("fractional"), and what is no gate. */
const LEFT_OUT = ['rx', 'rzz', 'reset', 'delay', 'measure', 'if_else', 'for_loop', 'while_loop'];
/** Nanoseconds and microseconds in a unit. */
const NANOSECONDS: Readonly<Record<string, number>> = { s: 1e9, ms: 1e6, us: 1e3, ns: 1 };

/** @throws UserProblem where there is no such machine, or the key may not use it */
export async function askForMachine(api: IbmApi, backend: string): Promise<MachineAnswers> {
  const read = (what: string): Promise<unknown> =>
    api.read(`/backends/${encodeURIComponent(backend)}/${what}`, `\`${backend}\``, v.unknown());
  return { configuration: await read('configuration'), properties: await read('properties') };
}

/**
 * A machine from its configuration and its calibration ("properties"). What is not operational fails always.
 * @throws UserProblem `answer-unreadable`
 */
export function machineFacts(name: string, answers: MachineAnswers): MachineFacts {
  const configuration = answerAs(configurationSchema, answers.configuration);
  const { last_update_date, qubits, gates } = answerAs(propertiesSchema, answers.properties);
  const pairs = configuration.coupling_map ?? [];
  const isBothWays = pairs.every(([a, b]) => pairs.some(([c, d]) => c === b && d === a));
  const offered = new Set([...configuration.basis_gates, ...configuration.supported_instructions]);
  const isBroken = (properties: readonly Property[]): boolean =>
    properties.some((each) => each.name === 'operational' && each.value === 0);
  const column = (read: (properties: readonly Property[], qubit: number) => number | null) =>
    Array.from({ length: configuration.n_qubits }, (_, qubit) => read(qubits[qubit] ?? [], qubit));
  const sx = (qubit: number): readonly Property[] =>
    gates.find((each) => each.gate === 'sx' && each.qubits[0] === qubit)?.parameters ?? [];
  const edges = pairs
    .filter(([from, to]) => !isBothWays || from < to)
    .map(([from, to]) => {
      const gate = gates.find(
        (each) =>
          ENTANGLERS.includes(each.gate) &&
          each.qubits.length === 2 &&
          each.qubits.includes(from) &&
          each.qubits.includes(to),
      );
      const parameters = gate?.parameters ?? [];
      const broken = [parameters, qubits[from] ?? [], qubits[to] ?? []].some(isBroken);
      const error = broken ? 1 : valueOf(parameters, 'gate_error');
      return [from, to, error, nanoseconds(parameters, 'gate_length')] as const;
    })
    .sort(([a, b], [c, d]) => a - c || b - d);
  return {
    calibrated: last_update_date,
    misreadings: Array.from({ length: configuration.n_qubits }, (_, qubit) =>
      misreadingOf(qubits[qubit] ?? []),
    ),
    device: {
      name,
      qubits: configuration.n_qubits,
      basis: configuration.basis_gates.filter((gate) => !LEFT_OUT.includes(gate)),
      directed: !isBothWays,
      fractional: offered.has('rzz') && offered.has('rx'),
      reset: offered.has('reset'),
      dynamic: offered.has('if_else'),
      edges,
      t1Us: column((each) => microseconds(each, 'T1')),
      t2Us: column((each) => microseconds(each, 'T2')),
      readoutError: column((each) => valueOf(each, 'readout_error')),
      readoutNs: column((each) => nanoseconds(each, 'readout_length')),
      sxError: column((_, qubit) => valueOf(sx(qubit), 'gate_error')),
      sxNs: column((_, qubit) => nanoseconds(sx(qubit), 'gate_length')),
    },
  };
}

const ENTANGLERS = ['cz', 'ecr', 'cx'];

function misreadingOf(properties: readonly Property[]): Misreading | undefined {
  const zeroAsOne = valueOf(properties, 'prob_meas1_prep0');
  const oneAsZero = valueOf(properties, 'prob_meas0_prep1');
  if (zeroAsOne !== null && oneAsZero !== null) return { zeroAsOne, oneAsZero };
  const both = valueOf(properties, 'readout_error');
  return both === null ? undefined : { zeroAsOne: both, oneAsZero: both };
}

function valueOf(properties: readonly Property[], name: string): number | null {
  return properties.find((each) => each.name === name)?.value ?? null;
}

function nanoseconds(properties: readonly Property[], name: string): number | null {
  const found = properties.find((each) => each.name === name);
  return found === undefined ? null : found.value * (NANOSECONDS[found.unit] ?? 1);
}

function microseconds(properties: readonly Property[], name: string): number | null {
  const time = nanoseconds(properties, name);
  return time === null ? null : time / 1000;
}
