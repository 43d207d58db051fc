import * as v from 'valibot';
import { wrong, type DeviceFile } from './device-file.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const named = v.object({
  name: v.string(),
  unit: v.optional(v.string(), ''),
  value: v.nullable(v.number()),
});

/** What is read of `backend.configuration()`. */
const configuration = v.object({
  backend_name: v.string(),
  n_qubits: count,
  basis_gates: v.pipe(v.array(v.string()), v.minLength(1)),
  /** Without it every qubit touches every other. */
  coupling_map: v.nullish(v.array(v.strictTuple([count, count]))),
  supported_instructions: v.nullish(v.array(v.string())),
  /** Nanoseconds of a sample of a pulse. */
  dt: v.nullish(v.number()),
  timing_constraints: v.nullish(v.object({ pulse_alignment: v.nullish(v.number()) })),
});

/** What is read of `backend.properties()`. */
const calibration = v.object({
  qubits: v.array(v.array(named)),
  gates: v.array(
    v.object({ gate: v.string(), qubits: v.array(count), parameters: v.array(named) }),
  ),
});

type Configuration = v.InferOutput<typeof configuration>;
type Properties = v.InferOutput<typeof calibration>;
type Named = v.InferOutput<typeof named>;

/** Two-qubit gates, those of an open angle aside. */
const ENTANGLERS = ['cz', 'ecr', 'cx'];
const ONE_WAY = ['ecr', 'cx'];
/** No gates, though some configurations list them among these. */
const NO_GATES = ['measure', 'reset', 'delay', 'barrier', 'if_else'];

/** Is it a configuration, or one under `configuration` beside its `properties`? */
export function isQiskitBackend(json: unknown): boolean {
  return (
    hasKey(json, 'basis_gates') || hasKey(json, 'backend_name') || hasKey(json, 'configuration')
  );
}

/** Where the properties of a configuration lie: `props_fez.json` beside `conf_fez.json`. */
export function propertiesPath(path: string): string | undefined {
  const found = /^(.*[/\\])?(conf|configuration)([^/\\]*)$/.exec(path);
  if (found === null) return undefined;
  const [, folder = '', word, rest] = found;
  return `${folder}${word === 'conf' ? 'props' : 'properties'}${rest}`;
}

/**
 * A Qiskit backend's configuration and properties, as its client stores them, in the form of our device files.
 *
 * @param path shown in messages
 * @param beside properties that are not in the same document
 * @throws UserProblem that names what is missing
 */
export function fromQiskit(json: unknown, path: string, beside: unknown): Partial<DeviceFile> {
  const whole = hasKey(json, 'configuration') ? json : { configuration: json };
  const own = read(configuration, whole.configuration, path, 'configuration');
  const given = beside ?? (hasKey(whole, 'properties') ? whole.properties : undefined);
  const properties =
    given === undefined || given === null
      ? undefined
      : read(calibration, given, path, 'properties');
  if (properties !== undefined && properties.qubits.length !== own.n_qubits) {
    throw wrong(
      path,
      `its properties are of ${properties.qubits.length} qubits, and \`n_qubits\` is ${own.n_qubits}`,
    );
  }
  return {
    name: own.backend_name.replace(/^(ibmq?|fake)_/, ''),
    ...gatesOf(own, properties),
    ...(properties && columnsOf(properties)),
  };
}

function gatesOf(own: Configuration, properties: Properties | undefined): Partial<DeviceFile> {
  const basis = own.basis_gates.filter((gate) => !NO_GATES.includes(gate));
  const entangler = ENTANGLERS.find((gate) => basis.includes(gate)) ?? 'rzz';
  const has = (name: string): boolean => own.supported_instructions?.includes(name) ?? true;
  const edges = own.coupling_map?.map(([from, to]) => edgeOf(properties, entangler, from, to));
  const rzz = own.coupling_map
    ?.map(([from, to]) => edgeOf(properties, 'rzz', from, to))
    .filter(([, , error]) => error !== null);
  const alignment = own.timing_constraints?.pulse_alignment ?? 1;
  return {
    qubits: own.n_qubits,
    basis,
    directed: ONE_WAY.includes(entangler),
    fractional: basis.includes('rzz') || (rzz?.length ?? 0) > 0,
    reset: has('reset'),
    dynamic: has('if_else'),
    ...(edges === undefined ? { coupling: 'all' as const } : { edges }),
    ...(rzz !== undefined && rzz.length > 0 && { rzz }),
    // IBM's machines, whose configurations these are, bound the angle.
    ...(basis.includes('rzz') && { rzzAngles: 'quadrant' as const }),
    ...(own.dt && { gridNs: own.dt * alignment }),
  };
}

type EdgeFigures = [number, number, number | null, number | null];

/** The figures of a pair are given in one direction or in both. */
function edgeOf(
  properties: Properties | undefined,
  gate: string,
  from: number,
  to: number,
): EdgeFigures {
  const of = (a: number, b: number): readonly Named[] | undefined =>
    properties?.gates.find((one) => one.gate === gate && one.qubits[0] === a && one.qubits[1] === b)
      ?.parameters;
  const parameters = of(from, to) ?? of(to, from) ?? [];
  return [from, to, valueOf(parameters, 'gate_error'), nanoseconds(parameters, 'gate_length')];
}

function columnsOf({ qubits, gates }: Properties): Partial<DeviceFile> {
  const sx = new Map(
    gates.filter(({ gate }) => gate === 'sx').map((one) => [one.qubits[0], one.parameters]),
  );
  const microseconds = (name: string): (number | null)[] =>
    qubits.map((each) => {
      const time = nanoseconds(each, name);
      return time === null ? null : time / 1000;
    });
  return {
    t1Us: microseconds('T1'),
    t2Us: microseconds('T2'),
    readoutError: qubits.map((each) => valueOf(each, 'readout_error')),
    readoutNs: qubits.map((each) => nanoseconds(each, 'readout_length')),
    sxError: qubits.map((_, qubit) => valueOf(sx.get(qubit) ?? [], 'gate_error')),
    sxNs: qubits.map((_, qubit) => nanoseconds(sx.get(qubit) ?? [], 'gate_length')),
  };
}

function valueOf(values: readonly Named[], name: string): number | null {
  return values.find((one) => one.name === name)?.value ?? null;
}

const UNITS: Readonly<Record<string, number>> = { s: 1e9, ms: 1e6, us: 1e3, µs: 1e3, ns: 1 };

function nanoseconds(values: readonly Named[], name: string): number | null {
  const found = values.find((one) => one.name === name);
  return found?.value == null ? null : found.value * (UNITS[found.unit] ?? 1);
}

function read<Schema extends v.GenericSchema>(
  schema: Schema,
  json: unknown,
  path: string,
  part: string,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const key = v.getDotPath(issue);
  const what = key === null ? '' : ` \`${key}\``;
  throw wrong(path, `as the ${part} of a Qiskit backend it needs${what}: ${issue.message}`);
}

function hasKey<Key extends string>(json: unknown, key: Key): json is Record<Key, unknown> {
  return typeof json === 'object' && json !== null && key in json;
}
