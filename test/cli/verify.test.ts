import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { qmm, temporaryFolder } from './support.ts';

test('qmm verify holds a compiled file against its model, and finds a gate that is missing', async () => {
  const cwd = temporaryFolder();
  await qmm(['new', 'there'], { cwd });
  const folder = join(cwd, 'there');
  const compiled = ['compile', 'main.qmm', '--to', 'openqasm3', '--target', 'linear:4'];
  await qmm([...compiled, '--out', 'main.qasm'], { cwd: folder });
  const same = await qmm(['verify', 'main.qmm', 'main.qasm', '--json'], { cwd: folder });
  expect(same.code).toBe(0);
  expect(same.json).toMatchObject({ ok: true, verdict: 'equivalent', relation: 'measured' });

  const text = readFileSync(join(folder, 'main.qasm'), 'utf8');
  writeFileSync(join(folder, 'broken.qasm'), text.replace(/^cz .*\n/m, ''));
  const broken = await qmm(['verify', 'main.qmm', 'broken.qasm'], { cwd: folder });
  expect(broken.code).toBe(1);
  expect(broken.out).toMatch(/^main\.qmm and broken\.qasm are different/);
  const { json } = await qmm(['verify', 'main.qmm', 'broken.qasm', '--json'], { cwd: folder });
  expect(json).toMatchObject({ ok: false, verdict: 'different' });
  const { inputs, text: words } = json['counterexample'] as {
    readonly inputs: Readonly<Record<string, number>>;
    readonly text: string;
  };
  expect(Object.values(inputs).every(Number.isFinite)).toBe(true);
  expect(broken.out).toContain(words);
});
