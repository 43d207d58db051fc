import { put } from '../edit.ts';
import type { Rule } from '../rule.ts';
import { registersAt, textOf } from '../syntax.ts';

/** Another register: where qubits are gone, stand twice, or a number stands for one. */
export const changeRegister: Rule = function* (diagnostic, { module }) {
  const { code, at } = diagnostic;
  if (code !== 'dropped-qubit' && code !== 'repeated-qubit') return;
  const registers = registersAt(module, at);
  const written = textOf(module, at);
  const mentioned = registers.filter((name) => written.includes(name));
  const others = registers.filter((name) => !mentioned.includes(name));
  const [first, second] = code === 'repeated-qubit' ? [mentioned, others] : [others, mentioned];
  for (const name of first) yield put(module, at, name);
  if (registers.length > 1) yield put(module, at, `[${registers.join(', ')}]`);
  for (const name of second) yield put(module, at, name);
};
