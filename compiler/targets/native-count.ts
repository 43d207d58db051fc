/** What a gate of the source is on a machine: two-qubit gates, and pulses on each of its qubits. */
export interface NativeCount {
  readonly pairs: number;
  readonly pulses: number;
}

/**
 * Native gates of the basis rz, sx, x, cz, where rz is a change of frame that costs nothing (McKay et al. 2017). The
 * two-qubit gates are the fewest for a generic angle (Vatan and Williams 2004; a Toffoli by Shende and Markov 2009);
 * pulses are those that a compiler leaves when neighbouring ones have been merged: none beside `cz`.
 */
const COUNTS: Readonly<Record<string, NativeCount>> = {
  ...same(['z', 's', 'sdg', 't', 'tdg', 'rz', 'p', 'phase', 'cphase'], { pairs: 0, pulses: 0 }),
  ...same(['x', 'y', 'h', 'sx', 'sxdg'], { pairs: 0, pulses: 1 }),
  ...same(['rx', 'ry'], { pairs: 0, pulses: 2 }),
  ...same(['cz'], { pairs: 1, pulses: 0 }),
  ...same(['cx', 'cy', 'ch'], { pairs: 1, pulses: 1 }),
  ...same(
    [
      'rzz',
      'crz',
      'cp',
      'crx',
      'cry',
      'rxx',
      'ryy',
      'iswap',
      'iswapdg',
      'cs',
      'csdg',
      'ct',
      'ctdg',
      'csx',
      'csxdg',
      'ccphase',
    ],
    { pairs: 2, pulses: 2 },
  ),
  ...same(['swap'], { pairs: 3, pulses: 2 }),
  ...same(['ccx', 'ccz', 'ccy'], { pairs: 6, pulses: 2 }),
  ...same(['cswap'], { pairs: 8, pulses: 2 }),
};

/** @param qubits of the gate, controls among them */
export function nativeCount(gate: string, qubits: number): NativeCount {
  return COUNTS[gate] ?? { pairs: generic(qubits), pulses: 2 };
}

/** Two-qubit gates of any unitary on so many qubits, from below (Shende et al. 2004). */
function generic(qubits: number): number {
  return qubits < 2 ? 0 : Math.ceil((4 ** qubits - 3 * qubits - 1) / 4);
}

function same(names: readonly string[], count: NativeCount): Readonly<Record<string, NativeCount>> {
  return Object.fromEntries(names.map((name) => [name, count]));
}
