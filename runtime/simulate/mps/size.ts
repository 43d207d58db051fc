import { type Circuit, type Gate, isMarker } from '../../program/circuit.ts';
import { gateQubits } from '../cones/cone.ts';
import { placeQubits } from './order.ts';

/** What the states of a circuit can take at most. */
export interface ChainSize {
  readonly qubits: number;
  /** Values of the widest bond, and the limit: a narrower one is never cut. */
  readonly bond: number;
  readonly most: number;
  /** Of forward and backward of one sample; the samples of a batch come one after the other. */
  readonly bytes: number;
  /** Of forward of one sample, and of both, on a machine of 2024; bonds are often narrower than they could be. */
  readonly seconds: { readonly forward: number; readonly both: number };
}

/** Complex float64 numbers for both values of a qubit. */
const BYTES = 32;
/** Of one decomposition, and of that for each product of its sides and its rank. */
const SECONDS = { each: 3e-5, size: 3e-7 };
/** Backward goes forward once more, and its image has bonds up to twice as wide. */
const BACKWARD = 12;

/** @param most values of a bond that are kept */
export function sizeOfChain(circuit: Circuit, most: number): ChainSize {
  const places = placeQubits(circuit);
  const count = circuit.qubits.length;
  /** To the left of each site, and at the end. */
  const bonds = Array.from({ length: count + 1 }, () => 1);
  const sizeOf = (site: number): number => BYTES * bonds[site]! * bonds[site + 1]!;
  let [history, seconds] = [0, 0];
  for (const gate of circuit.gates) {
    const sites = gateQubits(gate).map((qubit) => places[qubit]!);
    if (sites.length < 2 || isMarker(gate.name)) continue;
    const [first, last] = [Math.min(...sites), Math.max(...sites)];
    for (let site = first + 1; site <= last; site++) {
      const widened = bonds[site]! * rankOf(gate);
      const sides = 2 * Math.min(bonds[site - 1]!, bonds[site + 1]!);
      seconds += SECONDS.each + SECONDS.size * 2 * bonds[site + 1]! * Math.min(widened, sides) ** 2;
      bonds[site] = Math.min(widened, 2 ** Math.min(site, count - site), most);
    }
    for (let site = first; site <= last; site++) history += sizeOf(site);
  }
  const state = bonds.slice(0, count).reduce((sum, _, site) => sum + sizeOf(site), 0);
  return {
    qubits: count,
    bond: Math.max(...bonds),
    most,
    bytes: history + (1 + 4) * state,
    seconds: { forward: seconds, both: (1 + BACKWARD) * seconds },
  };
}

/** By how much a gate can widen a bond that it reaches across. */
function rankOf({ name, qubits, controls }: Gate): number {
  const under = controls.length > 0 ? 1 : 0;
  switch (name) {
    case 'swap':
    case 'iswap':
    case 'iswapdg':
      return 4 + under;
    case 'rxx':
    case 'ryy':
    case 'rzz':
      return 2 + under;
    case 'prepare':
      return 2 ** Math.floor(qubits.length / 2);
    default:
      return 2;
  }
}
