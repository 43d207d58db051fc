import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { readOpenqasm, toCircuit } from '../../compiler/openqasm/index.ts';
import { parseOpenqasm } from '../../grammar/openqasm/index.ts';
import { lineOf, readTextFile } from '../support/compile.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

/** Files that are no one circuit, by line and reason. */
const refused: Readonly<Record<string, string>> = {
  'bb84_n8.qasm': 'line 40: `x` on a measured qubit',
  'cc_n12.qasm': 'line 31: A gate under `if` on measured bits',
  'inverseqft1.qasm': 'line 10: A gate under `if` on measured bits',
  'inverseqft_n4.qasm': 'line 13: A gate under `if` on measured bits',
  'ipea_n2.qasm': 'line 29: `reset` on a measured qubit',
  'qec_sm_n5.qasm': 'line 17: A gate under `if` on measured bits',
  'seca_n11.qasm': 'line 50: `cx` on a measured qubit',
  'shor_n5.qasm': 'line 9: `reset` on a measured qubit',
  'teleportv2.qasm': 'line 16: A gate under `if` on measured bits',
  // These measure into bits that they never declare.
  'vqe_uccsd_n4.qasm': 'line 225: There is no bit or register of bits named `c`',
  'vqe_uccsd_n6.qasm': 'line 2286: There is no bit or register of bits named `c`',
  'vqe_uccsd_n8.qasm': 'line 10813: There is no bit or register of bits named `c`',
};

describeShared('the circuits that compilers are compared on', () => {
  const folders = [
    { folder: 'qasmbench/small', files: 42 },
    { folder: 'qasmbench/medium', files: 21 },
    { folder: 'benchpress/feynman', files: 24 },
    { folder: 'benchpress/qaoa', files: 37 },
    { folder: 'benchpress/qft', files: 13 },
    { folder: 'benchpress/square-heisenberg', files: 7 },
  ];

  test.each(folders)(
    '$folder: all $files files parse, and mean one circuit or say why not',
    (row) => {
      const files = globSync('**/*.qasm', { cwd: sharedPath('circuits', row.folder) });
      expect(files).toHaveLength(row.files);
      for (const file of files) {
        const text = readTextFile(sharedPath('circuits', row.folder), file);
        expect(parseOpenqasm(text).problems).toEqual([]);
        const { program, diagnostics } = readOpenqasm(text, file);
        const [problem] = [...diagnostics, ...toCircuit(program).diagnostics];
        const expected = refused[basename(file)];
        if (expected === undefined) expect(problem).toBeUndefined();
        else
          expect(`line ${lineOf(text, problem!.at.start)}: ${problem!.message}`).toContain(
            expected,
          );
      }
    },
  );
});
