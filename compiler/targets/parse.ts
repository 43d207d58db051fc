import * as v from 'valibot';
import { UserProblem } from '../../runtime/program/index.ts';
import type { Calibration, Device, Edge } from './device.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const rate = v.nullable(v.number());
const column = v.optional(v.array(rate));

const edge = v.union([
  v.strictTuple([count, count]),
  v.strictTuple([count, count, rate]),
  v.strictTuple([count, count, rate, rate]),
]);

/** `qubits` may also be a list with an entry for each qubit; then `n` is the number of them. */
const file = v.object({
  name: v.string(),
  n: v.optional(count),
  qubits: v.optional(v.union([count, v.array(v.unknown())])),
  basis: v.pipe(v.array(v.string()), v.minLength(1)),
  directed: v.optional(v.boolean(), false),
  fractional: v.optional(v.boolean()),
  rzz: v.optional(v.array(v.unknown())),
  rzzAngles: v.optional(v.picklist(['any', 'quadrant'])),
  reset: v.optional(v.boolean(), true),
  dynamic: v.optional(v.boolean(), true),
  /** `all`, or `fully`: every qubit touches every other. */
  coupling: v.optional(v.literal('all')),
  fully: v.optional(v.boolean(), false),
  edges: v.optional(v.array(edge), []),
  labels: v.optional(v.array(count)),
  t1Us: column,
  t2Us: column,
  readoutError: column,
  readoutNs: column,
  sxError: column,
  sxNs: column,
});

type DeviceFile = v.InferOutput<typeof file>;

/**
 * A device file: JSON with `name`, `qubits`, `basis` and `edges` of `[from, to, error?, nanoseconds?]`, or
 * `"coupling": "all"`; `directed`, `fractional`, `rzzAngles`, `reset`, `dynamic` and the calibration columns may be left out.
 *
 * @param path shown in messages
 * @throws UserProblem where the text is no such file
 */
export function parseDevice(text: string, path: string, source: Device['source'] = 'file'): Device {
  const parsed = v.safeParse(file, readJson(text, path));
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const where = v.getDotPath(issue);
    throw wrong(path, `${where === null ? '' : `\`${where}\`: `}${issue.message}`);
  }
  return fromDeviceFile(parsed.output, path, source);
}

function fromDeviceFile(data: DeviceFile, path: string, source: Device['source']): Device {
  const qubits = typeof data.qubits === 'number' ? data.qubits : (data.n ?? data.qubits?.length);
  if (qubits === undefined || qubits === 0) throw wrong(path, 'it has no `qubits`');
  const all = data.fully || data.coupling === 'all';
  const labels = data.labels ?? labelsOf(data, qubits);
  const position = new Map(labels?.map((label, index) => [label, index]));
  const named = data.labels === undefined && labels !== undefined;
  const place = (qubit: number): number => (named ? position.get(qubit)! : qubit);
  const edges = all
    ? everyPair(qubits)
    : data.edges.map(([from, to, error, duration]) => ({
        from: place(from),
        to: place(to),
        ...(typeof error === 'number' && { error }),
        ...(typeof duration === 'number' && { duration }),
      }));
  const outside = edges.find(({ from, to }) => from >= qubits || to >= qubits || from === to);
  if (outside !== undefined) {
    const { from, to } = outside;
    throw wrong(path, `the edge [${from}, ${to}] joins no two of its ${qubits} qubits`);
  }
  const calibration = calibrationOf(data, qubits);
  return {
    name: data.name,
    source,
    qubits,
    basis: data.basis.map((gate) => gate.toLowerCase()),
    edges: data.directed ? edges : eachPairOnce(edges),
    directed: data.directed,
    fractional: data.fractional ?? (data.rzz?.length ?? 0) > 0,
    ...(data.rzzAngles !== undefined && { rzzAngles: data.rzzAngles }),
    reset: data.reset,
    dynamic: data.dynamic,
    ...(labels !== undefined && { labels }),
    ...(calibration !== undefined && { calibration }),
  };
}

/** Some makers count from one or leave gaps: then the numbers in the edges are labels. */
function labelsOf(data: DeviceFile, qubits: number): readonly number[] | undefined {
  const used = [...new Set(data.edges.flatMap(([from, to]) => [from, to]))].sort((a, b) => a - b);
  const highest = used.at(-1) ?? 0;
  return highest >= qubits && used.length === qubits ? used : undefined;
}

function calibrationOf(data: DeviceFile, qubits: number): Calibration | undefined {
  const { t1Us, t2Us, readoutError, readoutNs, sxError, sxNs } = data;
  if ([t1Us, t2Us, readoutError, readoutNs, sxError, sxNs].every((each) => each === undefined)) {
    return undefined;
  }
  const unknown = Array<null>(qubits).fill(null);
  return {
    t1: t1Us ?? unknown,
    t2: t2Us ?? unknown,
    readoutError: readoutError ?? unknown,
    readoutDuration: readoutNs ?? unknown,
    sxError: sxError ?? unknown,
    sxDuration: sxNs ?? unknown,
  };
}

function everyPair(qubits: number): Edge[] {
  return Array.from({ length: qubits }, (_, from) =>
    Array.from({ length: qubits - from - 1 }, (__, offset) => ({ from, to: from + 1 + offset })),
  ).flat();
}

function eachPairOnce(edges: readonly Edge[]): Edge[] {
  const pairs = new Map<string, Edge>();
  for (const edge of edges) {
    const [low, high] = edge.from < edge.to ? [edge.from, edge.to] : [edge.to, edge.from];
    const key = `${low}-${high}`;
    if (!pairs.has(key)) pairs.set(key, { ...edge, from: low, to: high });
  }
  return [...pairs.values()];
}

function readJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(path, error instanceof Error ? error.message : 'it is no JSON');
  }
}

function wrong(path: string, reason: string): UserProblem {
  return new UserProblem({
    code: 'value-unreadable',
    message: `${path} is no device file: ${reason}.`,
    help: 'A device file is JSON with `name`, `qubits`, `basis` and `edges`; `qmm targets NAME --json` shows one.',
    file: path,
  });
}
