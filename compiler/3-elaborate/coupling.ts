import type { Coupling } from '../../runtime/program/index.ts';
import { textAt } from './frame.ts';
import type { IntrinsicCall } from './intrinsics/context.ts';
import { counted, refuse } from './report.ts';

/** The edges for so many qubits; the same ones each time, and the Program says which. */
export function coupledEdges(call: IntrinsicCall, count: number): Coupling['edges'] {
  const { coupling, couplings } = call.frame.elaboration;
  const at = call.frame.site ?? call.at;
  if (coupling === null) refuse('target-needed', 'default', at, { what: 'coupled' });
  const known = couplings.find(({ qubits }) => qubits.length === count);
  if (known !== undefined) return known.edges;
  const region = coupling.region(count);
  if (region === undefined) {
    refuse('target-limit', 'default', at, {
      limit: `fewer qubits of \`${coupling.device}\` that hang together`,
      found: `\`${textAt(call.frame, call.at)}\` asks for ${counted(count, 'qubit')}`,
    });
  }
  couplings.push({ device: coupling.device, ...region });
  return region.edges;
}
