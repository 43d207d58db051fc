import { expect, test } from 'vitest';
import { moonsModel, project } from './projects.ts';
import { qmm } from './support.ts';

const target = (limit: string): string => `
target bench = device("fez") {
  require ${limit}
}
`;

test('--target finds the targets of the file first', async () => {
  const cwd = project({ 'main.qmm': moonsModel() + target('qubits <= 2') });
  const { code, out } = await qmm(
    ['compile', 'main.qmm', '--to', 'openqasm3', '--target', 'bench'],
    { cwd },
  );
  expect(code).toBe(0);
  expect(out).toMatch(/\$\d+;/);
});

test('a circuit beyond a limit of its target is refused at the limit, by how much', async () => {
  const cwd = project({ 'main.qmm': moonsModel() + target('depth <= 3') });
  const { code, out, err } = await qmm(
    ['compile', 'main.qmm', '--to', 'openqasm3', '--target', 'bench'],
    { cwd },
  );
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('error[target-limit]');
  expect(err).toMatch(/The target allows `depth <= 3`, and the compiled circuit needs \d+\./);
});

test('a limit on something that is no cost names those that are', async () => {
  const cwd = project({ 'main.qmm': moonsModel() + target('dept <= 3') });
  const { code, err } = await qmm(['check', 'main.qmm'], { cwd });
  expect(code).toBe(1);
  expect(err).toContain('Did you mean `depth`?');
});
