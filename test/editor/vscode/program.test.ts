import { expect, test } from 'vitest';
import { findProgram } from '../../../editor/vscode/program.ts';

const own = '/extension/qmm/bin/qmm.js';

test('the qmm of the project serves its files, so that editor and command line agree', () => {
  const there = '/projects/models/node_modules/qmm/bin/qmm.js';
  const exists = (path: string): boolean => path === there;
  expect(findProgram({ setting: '', folders: ['/projects/models'], own, exists })).toEqual({
    script: there,
    origin: 'project',
  });
  // A folder inside the project was opened.
  const inside = findProgram({
    setting: '',
    folders: ['/projects/models/vision/eye'],
    own,
    exists,
  });
  expect(inside.script).toBe(there);
});

test('without one, the qmm of the extension does', () => {
  const program = findProgram({
    setting: '',
    folders: ['/projects/other'],
    own,
    exists: () => false,
  });
  expect(program).toEqual({ script: own, origin: 'extension' });
});

test('a folder that is not trusted starts nothing of its own', () => {
  const program = findProgram({ setting: '', folders: [], own, exists: () => true });
  expect(program.origin).toBe('extension');
});

test('what was set counts before all', () => {
  const setting = '/somewhere/bin/qmm.js';
  const program = findProgram({ setting, folders: ['/work'], own, exists: () => true });
  expect(program).toEqual({ script: setting, origin: 'setting' });
});
