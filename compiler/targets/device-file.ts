import * as v from 'valibot';
import { UserProblem } from '../../runtime/program/index.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const rate = v.nullable(v.number());
const column = v.optional(v.array(rate));

const edge = v.union([
  v.strictTuple([count, count]),
  v.strictTuple([count, count, rate]),
  v.strictTuple([count, count, rate, rate]),
]);

/** `qubits` may also be a list with an entry for each qubit; then `n` is the number of them. */
export const deviceFile = v.object({
  name: v.string(),
  n: v.optional(count),
  qubits: v.optional(v.union([count, v.array(v.unknown())])),
  basis: v.pipe(v.array(v.string()), v.minLength(1)),
  directed: v.optional(v.boolean(), false),
  fractional: v.optional(v.boolean()),
  /** Like `edges`, of the gate of any angle beside the other one. */
  rzz: v.optional(v.array(edge)),
  rzzAngles: v.optional(v.picklist(['any', 'quadrant'])),
  reset: v.optional(v.boolean(), true),
  dynamic: v.optional(v.boolean(), true),
  /** `all`, or `fully`: every qubit touches every other. */
  coupling: v.optional(v.literal('all')),
  fully: v.optional(v.boolean(), false),
  edges: v.optional(v.array(edge), []),
  /** Pulses start at multiples of so many nanoseconds. */
  gridNs: v.optional(v.number()),
  labels: v.optional(v.array(count)),
  t1Us: column,
  t2Us: column,
  readoutError: column,
  readoutNs: column,
  sxError: column,
  sxNs: column,
});

/** A device as files say it. */
export type DeviceFile = v.InferOutput<typeof deviceFile>;

/** @throws UserProblem where it is none */
export function readJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(path, error instanceof Error ? error.message : 'it is no JSON');
  }
}

/** What a user is told of a file that is no device. */
export function wrong(path: string, reason: string): UserProblem {
  return new UserProblem({
    code: 'value-unreadable',
    message: `${path} is no device file: ${reason}.`,
    help: 'A device file is JSON with `name`, `qubits`, `basis` and `edges`; `qmm targets NAME --json` shows one.',
    file: path,
  });
}
