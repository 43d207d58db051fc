import { expect, test } from 'vitest';
import { habits } from '../../compiler/diagnostics/habits.ts';
import { knownNames } from '../../compiler/known-names.ts';
import { dataKeys } from '../../compiler/4-settings/data.ts';
import { trainKeys } from '../../compiler/4-settings/train.ts';
import { keywords } from '../../grammar/index.ts';
import { library } from '../support/compile.ts';

const names = new Set<string>([
  ...library.names.keys(),
  ...knownNames.intrinsics,
  ...knownNames.circuits,
  ...keywords,
]);

test.each([...habits.names])('%s is called %s here, and that exists', (habit, name) => {
  expect(names).toContain(name);
  expect(names).not.toContain(habit);
});

test.each([...habits.types])('the type %s is called %s here, and that exists', (habit, name) => {
  expect(knownNames.types).toContain(name);
  expect(knownNames.types).not.toContain(habit);
});

test.each([...habits.settings])('the setting %s is written %s here', (habit, written) => {
  expect([...trainKeys, ...dataKeys]).toContain(written.split(':')[0]);
  expect(written).toContain('_');
  expect([...trainKeys, ...dataKeys]).not.toContain(habit);
});
