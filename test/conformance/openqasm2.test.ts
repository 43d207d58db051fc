import { beforeAll, describe, expect, test } from 'vitest';
import { emitOpenqasm2 } from '../../compiler/emit/openqasm2/index.ts';
import { emitOpenqasm3 } from '../../compiler/emit/openqasm3/index.ts';
import { libraryDevice } from '../../compiler/targets/index.ts';
import { askPython, type PythonAnswers } from './python.ts';
import { textModels, textValues } from './texts.ts';

interface Reading {
  readonly difference: string;
  readonly gates: readonly string[];
}

interface Answer {
  readonly error?: string;
  readonly plain: Reading;
  readonly legacy: Reading;
}

/** Its `ecr` and `sx` are gates that OpenQASM 2 has to be told of. */
const machine = (await libraryDevice('sherbrooke'))!;

/** Each model in its own gates, whole ones in those of a machine too, beside the OpenQASM 3 of the same numbers. */
const cases = textModels().flatMap(({ name, program }) => {
  const values = textValues(name, program);
  const chosen = name.startsWith('gate ') ? [undefined] : [undefined, machine];
  return chosen.map((target) => {
    const form = target ? ({ form: 'isa', target } as const) : ({ form: 'logical' } as const);
    const three = emitOpenqasm3(program, 0, { ...form, values });
    const two = emitOpenqasm2(program, 0, { values, ...(target && { target }) });
    return {
      id: `${name}${target ? ` for ${target.name}` : ''}`,
      two: two.text,
      three: three.text,
      physical: target !== undefined,
      registers: two.registers.map((register) => register.name),
      layouts: [two.finalLayout, three.finalLayout],
    };
  });
});

let asked: PythonAnswers<Answer>;

// The first time, a Python environment is made.
beforeAll(async () => {
  asked = await askPython<Answer>('openqasm2.py', cases);
}, 600_000);

describe('Qiskit finds in our OpenQASM 2 what it finds in our OpenQASM 3', () => {
  test.for(cases)('$id', ({ id, layouts }, context) => {
    if (asked.kind === 'missing') return context.skip(asked.reason);
    const answer = asked.answers[id]!;
    expect(answer.error).toBeUndefined();
    expect(answer.plain.difference).toBe('');
    expect(answer.legacy.difference).toBe('');
    expect(answer.plain.gates).not.toContain('id');
    expect(layouts[0]).toEqual(layouts[1]);
  });
});
