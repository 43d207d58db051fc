import type { Circuit, Gate } from '../../runtime/program/index.ts';

/**
 * Writes `cx`, a turn about Z of its target, and the same `cx` again as the `rzz` that they are, which says what it
 * commutes with; turns about Z of the control may stand between.
 *
 * Preserves the unitary up to global phase, conditions and origins of turns.
 */
export function foldLadders(circuit: Circuit): Circuit {
  const gates: (Gate | undefined)[] = [...circuit.gates];
  /** Of each qubit: its gates so far, the last one last. */
  const histories = circuit.qubits.map((): number[] => []);
  let folds = 0;
  circuit.gates.forEach((gate, index) => {
    const folded = isPlainCx(gate) && fold(gate, index);
    if (folded) folds += 1;
    else for (const qubit of [...gate.qubits, ...gate.controls]) histories[qubit]!.push(index);
  });
  return folds === 0 ? circuit : { ...circuit, gates: gates.filter((gate) => gate !== undefined) };

  function fold(cx: Gate, index: number): boolean {
    const [control, target] = [cx.controls[0]!, cx.qubits[0]!];
    const [ofControl, ofTarget] = [histories[control]!, histories[target]!];
    const [first, turn] = [ofTarget.at(-2), ofTarget.at(-1)];
    if (first === undefined || turn === undefined || !isTurn(gates[turn]!)) return false;
    const before = gates[first]!;
    if (!isPlainCx(before) || before.controls[0] !== control || before.qubits[0] !== target) {
      return false;
    }
    let place = ofControl.length - 1;
    while (ofControl[place]! > first && isTurn(gates[ofControl[place]!]!)) place -= 1;
    if (ofControl[place] !== first) return false;
    const { angles, when, origin } = gates[turn]!;
    if (![before.when, cx.when].every((each) => each.join() === when.join())) return false;
    gates[first] = undefined;
    gates[index] = undefined;
    gates[turn] = { name: 'rzz', qubits: [control, target], controls: [], angles, when, origin };
    ofControl[place] = turn;
    ofTarget.splice(-2, 2, turn);
    return true;
  }
}

function isPlainCx({ name, controls, conditions }: Gate): boolean {
  return name === 'x' && controls.length === 1 && conditions === undefined;
}

/** About Z, by an angle. */
function isTurn({ name, controls, conditions }: Gate): boolean {
  return (name === 'rz' || name === 'p') && controls.length === 0 && conditions === undefined;
}
