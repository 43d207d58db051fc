import { describe, expect, test } from 'vitest';
import { emitOpenqasm3 } from '../../compiler/emit/openqasm3/index.ts';
import { generatedDevice } from '../../compiler/targets/index.ts';
import { drawSvg, drawText } from '../../runtime/draw/index.ts';
import { createCircuit } from '../../runtime/predict/operate.ts';
import { programOf } from '../support/compile.ts';
import { denseOutputs } from '../support/dense.ts';

const model = (mark: string, read = 'q'): string => `circuit halves on q[n] {
  for (a, b) in chain(q) {
    ry(0.4) a
    cx a, b
  }
  ${mark}
  ry(0.7) q
}
model M {
  register q[3]
  evolve q with halves
  readout y = expect(Z(${read}))
}`;

describe('a mark', () => {
  const plain = programOf(model(''));

  test.each(['cut q[1]', 'cut q', 'barrier q', 'control q[0] { cut q[1] }', 'inverse { cut q }'])(
    '%s stands in the circuit and does nothing to its state',
    (mark) => {
      const { circuits } = programOf(model(mark));
      const marks = circuits[0]!.gates.filter(({ name }) => name === 'cut' || name === 'barrier');
      expect(marks.length).toBeGreaterThan(0);
      expect(marks.flatMap(({ controls }) => controls)).toEqual([]);
      expect([...createCircuit(circuits[0]!)([])]).toEqual([
        ...createCircuit(plain.circuits[0]!)([]),
      ]);
      expect(denseOutputs(circuits[0]!, [])).toEqual(denseOutputs(plain.circuits[0]!, []));
    },
  );

  test('does not widen a light cone, and stays where the cone is', () => {
    const { circuits } = programOf(
      'circuit apart on q[n] {\n  h q\n  barrier q\n  cut q\n}\n' +
        'model M {\n  register q[3]\n  evolve q with apart\n  readout y = expect(Z(q[1]))\n}',
    );
    expect(circuits[0]!.qubits).toHaveLength(1);
    expect(circuits[0]!.gates.map(({ name }) => name)).toEqual(['h', 'barrier', 'cut']);
  });

  test('where a wire may be cut is drawn, and counted as no gate', () => {
    const program = programOf(model('cut q[1]'));
    expect(drawText(program, {})).toContain('╱╱');
    expect(drawText(program, {})).toContain('3 qubits, 7 gates, 2 on two or more qubits');
    expect(drawSvg(program, {})).toContain('cut on q[1]');
  });

  test('and is a comment in OpenQASM; a machine is not told', () => {
    const program = programOf(model('cut q[1]'));
    const { text, stats } = emitOpenqasm3(program, 0, { form: 'logical' });
    expect(text).toContain('\n// the wire of q[1] may be cut here\n');
    expect(stats.gates).toEqual({ cx: 2, ry: 5 });
    const target = generatedDevice('linear:3')!;
    const isa = emitOpenqasm3(program, 0, { form: 'isa', target });
    expect(isa.text).not.toContain('cut');
  });
});
