import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import { data } from '../../../compiler/diagnostics/catalogue/data.ts';
import type { Entry } from '../../../compiler/diagnostics/catalogue/entry.ts';
import { learning } from '../../../compiler/diagnostics/catalogue/learning.ts';
import { names } from '../../../compiler/diagnostics/catalogue/names.ts';
import { qubits } from '../../../compiler/diagnostics/catalogue/qubits.ts';
import { targets } from '../../../compiler/diagnostics/catalogue/targets.ts';
import { text } from '../../../compiler/diagnostics/catalogue/text.ts';
import { types } from '../../../compiler/diagnostics/catalogue/types.ts';

export interface ErrorGroup {
  readonly title: string;
  readonly about: string;
  readonly entries: Readonly<Record<string, Entry>>;
}

const groups: readonly ErrorGroup[] = [
  { title: 'Text', about: 'The text itself cannot be read.', entries: text },
  { title: 'Names', about: 'A name, an argument or a setting.', entries: names },
  { title: 'Types and sizes', about: 'Two sides that do not fit.', entries: types },
  { title: 'Learning', about: 'Weights, labels and objectives.', entries: learning },
  { title: 'Qubits', about: 'Circuits, operands and registers.', entries: qubits },
  {
    title: 'Data and runs',
    about: 'Found while files are read or a run is opened.',
    entries: data,
  },
  {
    title: 'Targets and lints',
    about: 'Machines, and what a physicist would remark.',
    entries: targets,
  },
];

const grouped = new Set(groups.flatMap(({ entries }) => Object.keys(entries)));
const rest = Object.entries<Entry>(catalogue).filter(([code]) => !grouped.has(code));

/** The catalogue in the order in which a program meets it. */
export const errorGroups: readonly ErrorGroup[] = [
  ...groups,
  ...(rest.length === 0
    ? []
    : [
        {
          title: 'Imported programs',
          about: 'What another language says, or says otherwise.',
          entries: Object.fromEntries(rest),
        },
      ]),
];
