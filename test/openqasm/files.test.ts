import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { readOpenqasm } from '../../compiler/openqasm/index.ts';
import { parseOpenqasm } from '../../grammar/openqasm/index.ts';
import { lineOf, readTextFile } from '../support/compile.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

/** Files that are no one circuit, by line and reason. */
const refused: Readonly<Record<string, string>> = {
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
        const { diagnostics } = readOpenqasm(text, file);
        const [problem] = diagnostics;
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
