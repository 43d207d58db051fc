import { describe, expect, test } from 'vitest';
import { compileOpenqasm } from '../../compiler/compile-openqasm.ts';
import { emitOpenqasm2 } from '../../compiler/emit/openqasm2/index.ts';
import { generatedDevice } from '../../compiler/targets/index.ts';
import type { Program } from '../../runtime/program/index.ts';
import { feedbackProgram } from '../support/feedback.ts';
import { irisProgram, pairProgram } from '../support/programs.ts';

function numbers({ circuits }: Program): number[] {
  return circuits[0]!.leaves.map((_, leaf) => leaf / 8);
}

test('two models as OpenQASM 2', async () => {
  for (const program of [irisProgram(), pairProgram()]) {
    const { text } = emitOpenqasm2(program, 0, { values: numbers(program) });
    await expect(text).toMatchFileSnapshot(`golden/${program.model.toLowerCase()}.2.qasm.txt`);
  }
});

describe('what OpenQASM 2 cannot say', () => {
  test('conditions on single bits become values of registers, a line for each', () => {
    const program = feedbackProgram();
    const { text } = emitOpenqasm2(program, 0, { values: numbers(program) });
    expect(text.slice(text.indexOf('creg'), text.indexOf('reset check'))).toMatchInlineSnapshot(`
      "creg syndrome[3];
      // encode code
      ry(0.0) code[0];
      ry(0.39269908169872414) code[1];
      ry(0.7853981633974483) code[2];
      // evolve code, correct
      cx code[0], check[0];
      cx code[1], check[0];
      cx code[1], check[1];
      cx code[2], check[1];
      measure check[0] -> syndrome[0];
      measure check[1] -> syndrome[1];
      if (syndrome == 1) x code[0];
      if (syndrome == 2) rx(0.375) code[2];
      if (syndrome == 0) measure code[2] -> syndrome[2];
      if (syndrome == 1) measure code[2] -> syndrome[2];
      if (syndrome == 3) measure code[2] -> syndrome[2];
      if (syndrome == 0) reset code[2];
      if (syndrome == 3) reset code[2];
      if (syndrome == 4) reset code[2];
      if (syndrome == 5) reset code[2];
      if (syndrome == 7) reset code[2];
      "
    `);
  });

  test('open numbers are named and refused', () => {
    expect(() => emitOpenqasm2(irisProgram(), 0, {})).toThrow(
      'OpenQASM 2 takes numbers only, and `Iris/encode q/scale[0]` and 27 more have none',
    );
  });
});

test('indices are those of the machine', () => {
  const program = pairProgram();
  const target = generatedDevice('linear:6')!;
  const { text, finalLayout } = emitOpenqasm2(program, 0, { values: numbers(program), target });
  expect(text).toContain('qreg q[6];');
  expect(text).toContain(`measure q[${finalLayout[0]!}] -> c[1];`);
});

test('we read what we write', () => {
  const program = feedbackProgram();
  const { text } = emitOpenqasm2(program, 0, { values: numbers(program) });
  const { diagnostics, runs } = compileOpenqasm('feedback.qasm', text);
  expect(diagnostics).toEqual([]);
  expect(runs).toHaveLength(1);
});
