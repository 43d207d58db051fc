import * as v from 'valibot';
import type { Calibration, Device, Edge, Figures } from './device.ts';
import { deviceFile, readJson, wrong, type DeviceFile } from './device-file.ts';
import { fromQiskit, isQiskitBackend, propertiesPath } from './qiskit-backend.ts';
import { pairKey } from './region.ts';

/**
 * A device file: JSON with `name`, `qubits`, `basis` and `edges` of `[from, to, error?, nanoseconds?]`, or
 * `"coupling": "all"`; `directed`, `fractional`, `rzz`, `rzzAngles`, `gridNs`, `reset`, `dynamic` and the calibration
 * columns may be left out. Or the configuration of a Qiskit backend, with its properties in one document or beside it.
 *
 * @param path shown in messages
 * @param read finds the properties beside a configuration
 * @throws UserProblem where the text is no such file
 */
export function parseDevice(
  text: string,
  path: string,
  source: Device['source'] = 'file',
  read: (path: string) => string | undefined = () => undefined,
): Device {
  const json = readJson(text, path);
  if (!isQiskitBackend(json)) return fromDeviceFile(checked(json, path), path, source);
  const place = propertiesPath(path);
  const beside = place === undefined ? undefined : read(place);
  const properties = beside === undefined ? undefined : readJson(beside, place!);
  return fromDeviceFile(checked(fromQiskit(json, path, properties), path), path, source);
}

function checked(json: unknown, path: string): DeviceFile {
  const parsed = v.safeParse(deviceFile, json);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const where = v.getDotPath(issue);
  throw wrong(path, `${where === null ? '' : `\`${where}\`: `}${issue.message}`);
}

function fromDeviceFile(data: DeviceFile, path: string, source: Device['source']): Device {
  const qubits = typeof data.qubits === 'number' ? data.qubits : (data.n ?? data.qubits?.length);
  if (qubits === undefined || qubits === 0) throw wrong(path, 'it has no `qubits`');
  const all = data.fully || data.coupling === 'all';
  const labels = data.labels ?? labelsOf(data, qubits);
  const position = new Map(labels?.map((label, index) => [label, index]));
  const named = data.labels === undefined && labels !== undefined;
  const place = (qubit: number): number => (named ? position.get(qubit)! : qubit);
  const phases = new Map(
    (data.rzz ?? []).map(([from, to, ...figures]) => [pairKey(from, to), figuresOf(figures)]),
  );
  const edges = all
    ? everyPair(qubits)
    : data.edges.map(([from, to, ...figures]): Edge => {
        const rzz = phases.get(pairKey(from, to));
        return {
          from: place(from),
          to: place(to),
          ...figuresOf(figures),
          ...(rzz !== undefined && { rzz }),
        };
      });
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
    ...(data.gridNs !== undefined && { grid: data.gridNs }),
    ...(labels !== undefined && { labels }),
    ...(calibration !== undefined && { calibration }),
  };
}

function figuresOf([error, duration]: readonly (number | null)[]): Figures {
  return {
    ...(typeof error === 'number' && { error }),
    ...(typeof duration === 'number' && { duration }),
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
