import type { RuntimePub } from './pub.ts';

/** What a service takes in one job. */
export interface JobLimits {
  /** Rows of parameter values, over all pubs. */
  readonly rows: number;
  /** Of the body, before it is sent. */
  readonly bytes: number;
}

/** Of a float64 in base64; what zlib saves is not counted on. */
const BYTES_OF_VALUE = (8 * 4) / 3;
/** Of what stands around a circuit and its values: keys, an observable's label for each qubit. */
const BYTES_AROUND = 2000;

/**
 * Pubs in as few jobs as the limits allow, in their order; one with too many samples is cut. What is too large alone
 * is a job alone.
 */
export function inParts(
  pubs: readonly RuntimePub[],
  limits: JobLimits,
): readonly (readonly RuntimePub[])[] {
  const parts: RuntimePub[][] = [];
  let left: JobLimits = { rows: 0, bytes: 0 };
  for (const pub of pubs) {
    const fixed = bytesAround(pub);
    // Without inputs, one row stands for all samples.
    const parametric = pub.circuit.slots.names.length > 0;
    const perRow = pub.circuit.slots.names.length * BYTES_OF_VALUE;
    const roomIn = ({ rows, bytes }: JobLimits): number =>
      Math.floor(Math.min(rows, bytes < fixed ? 0 : (bytes - fixed) / Math.max(perRow, 1)));
    for (let start = 0; start < pub.samples.length;) {
      if (roomIn(left) < 1) {
        parts.push([]);
        left = limits;
      }
      const room = parametric ? Math.max(1, roomIn(left)) : Infinity;
      const samples = pub.samples.slice(start, start + room);
      const rows = parametric ? samples.length : 1;
      parts.at(-1)!.push({ ...pub, samples });
      left = { rows: left.rows - rows, bytes: left.bytes - fixed - rows * perRow };
      start += samples.length;
    }
  }
  return parts;
}

function bytesAround({ circuit: { text, observables, width } }: RuntimePub): number {
  const labels = observables.flatMap(({ terms }) => Object.keys(terms)).length * (width + 10);
  return text.length + labels + BYTES_AROUND;
}
