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

const swaps = `OPENQASM 2.0;
include "qelib1.inc";
qreg q[4];
creg c[4];
ry(0.4) q;
cx q[0], q[1];
rzz(0.3) q[1], q[2];
swap q[1], q[3];
cx q[3], q[0];
measure q -> c;
`;

test('--stats json prints the figures alone, and -O decides them', async () => {
  const cwd = project({ 'a.qasm': swaps, 'b.qasm': swaps });
  const figuresAt = async (...words: string[]): Promise<Record<string, number>[]> => {
    const common = ['compile', 'a.qasm', 'b.qasm', '--to', 'openqasm3', '--stats', 'json'];
    const { code, out } = await qmm([...common, ...words], { cwd });
    expect(code).toBe(0);
    const found = JSON.parse(out) as { file: string; stats: Record<string, number> }[];
    expect(found.map(({ file }) => file)).toEqual(['a.qasm', 'b.qasm']);
    return found.map(({ stats }) => stats);
  };
  const [plain] = await figuresAt('--target', 'linear:4', '-O0');
  const [good] = await figuresAt('--target', 'linear:4', '-O2', '--budget', '5');
  expect(good!['twoQubit']).toBeLessThan(plain!['twoQubit']!);
  const [fractional] = await figuresAt('--target', 'fez', '--fractional');
  expect(fractional).toMatchObject({ twoQubit: 3, gates: { rzz: 1, cz: 2 } });
  const [ions] = await figuresAt('--target', 'full:4', '--basis', 'rz,rx,rzz');
  expect(ions).toMatchObject({ gates: { rzz: 3 } });
});

test('estimate counts an OpenQASM text in the gates of a machine, as compile does', async () => {
  const cwd = project({ 'a.qasm': swaps });
  const { json } = await qmm(['estimate', 'a.qasm', '--target', 'linear:4', '--json'], { cwd });
  expect(json['models']).toMatchObject([{ name: 'a', qubits: 4, twoQubit: 4 }]);
});

test('--trace-passes shows what each pass changes, and --json has the same', async () => {
  const cwd = project({ 'a.qasm': swaps });
  const words = ['compile', 'a.qasm', '--to', 'openqasm3', '--target', 'linear:4'];
  const { err, json } = await qmm([...words, '--trace-passes', '--json'], { cwd });
  expect(err).toMatch(/^a\npass +ms +two-qubit gates +pulses\nread/);
  expect(err).toMatch(/elide-swaps +[\d.]+ +7 → 4/);
  const [output] = json['outputs'] as { stats: { passes: { name: string; after: object }[] } }[];
  const { passes } = output!.stats;
  expect(passes[0]).toMatchObject({ name: 'read', after: { twoQubit: 7 } });
  expect(passes.at(-1)).toMatchObject({ name: 'translate' });
});

test.for([
  [['--target', 'nighthawk', '--fractional'], 'has no fractional gates'],
  [['--target', 'full:4', '--basis', 'iswap,rz'], 'has the gates iswap, rz'],
  [['--target', 'fez', '--dd', 'XX', '--to', 'braket'], '`--to braket` has no words'],
  [['--target', 'full:4', '--budget', 'soon'], '`--budget soon` is no number of seconds'],
] as const)('%s is refused with the reason', async ([words, reason]) => {
  const cwd = project({ 'a.qasm': swaps });
  const to = words.some((word) => word === '--to') ? [] : ['--to', 'openqasm3'];
  const { code, err } = await qmm(['compile', 'a.qasm', ...to, ...words], { cwd });
  expect(code).toBeGreaterThan(0);
  expect(code).toBeLessThan(3);
  expect(err).toContain(reason);
});

test('--dd puts flips where qubits wait, and tells duration and success of the machine', async () => {
  const cwd = project({ 'a.qasm': swaps });
  const words = ['compile', 'a.qasm', '--to', 'openqasm3', '--target', 'fez', '--dd', 'XX'];
  const { json } = await qmm([...words, '--json'], { cwd });
  const [output] = json['outputs'] as { text: string; stats: Record<string, number> }[];
  expect(output!.text).toMatch(/delay\[\d+ns\] \$\d+;/);
  expect(output!.stats['duration']).toBeGreaterThan(1560);
  expect(output!.stats['successProbability']).toBeGreaterThan(0.8);
  expect(output!.stats['successProbability']).toBeLessThan(1);
});
