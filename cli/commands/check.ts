import type { Compilation } from '../../compiler/index.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { plain } from '../../compiler/diagnostics/render/paint.ts';
import { countText } from '../../compiler/diagnostics/render/terminal.ts';
import { defineCommand, type Outcome } from '../command.ts';
import { outcomeOf } from '../problems.ts';
import type { Session } from '../session.ts';
import { readSource } from '../source.ts';
import { drawTable } from '../table.ts';

interface Checked {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
  readonly models: Compilation['models'];
}

export const checkCommand = defineCommand({
  options: (yargs) =>
    yargs.positional('file', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: '.qmm files; those they use are checked too',
    }),
  run: ({ file }, session) => checkFiles(file, session, readSource),
});

type Read = (file: string) => Compilation | Promise<Compilation>;

/** All diagnostics of some files, and the sizes of their models. */
export async function checkFiles(
  files: readonly string[],
  session: Session,
  read: Read,
): Promise<Outcome> {
  const checked: Checked[] = [];
  for (const file of files) checked.push(await checkFile(file, read));
  return {
    fields: { files: checked.map(summary) },
    text: describeFiles(checked, session),
    diagnostics: distinct(checked.flatMap(({ diagnostics }) => diagnostics)),
    sources: new Map(checked.flatMap(({ sources }) => [...sources])),
  };
}

/** A file that cannot be opened is one more diagnostic: the other files are checked all the same. */
async function checkFile(file: string, read: Read): Promise<Checked> {
  try {
    const { diagnostics, sources, models } = await read(file);
    return { file, diagnostics, sources, models };
  } catch (error) {
    const outcome = outcomeOf(error);
    if (!outcome) throw error;
    const { diagnostics = [], sources = new Map<string, string>() } = outcome;
    return { file, diagnostics, sources, models: [] };
  }
}

function summary({ file, diagnostics, models }: Checked): Record<string, unknown> {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return { file, errors, warnings: diagnostics.length - errors, models };
}

/** Two files that use a third report its faults once. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map(diagnostics.map((one) => [`${one.code} ${JSON.stringify(one.at)}`, one]));
  return [...seen.values()];
}

function describeFiles(checked: readonly Checked[], session: Session): string {
  const sound = checked.filter(({ diagnostics }) =>
    diagnostics.every(({ severity }) => severity !== 'error'),
  );
  // What was counted up to an error would mislead.
  const rows = sound.flatMap(({ file, models }) =>
    models.map((model) => [
      checked.length > 1 ? file : '',
      model.name,
      model.run ?? '',
      model.live === model.qubits ? String(model.qubits) : `${model.qubits}/${model.live}`,
      String(model.parameters),
      Object.entries(model.outputs)
        .map(([name, type]) => `${name} ${type}`)
        .join(', '),
    ]),
  );
  const headers = ['file', 'model', 'run', 'qubits', 'parameters', 'outputs'];
  const table = rows.length > 0 ? drawTable(headers, rows, session.out.paint) : '';
  const clean = checked.filter(({ diagnostics }) => diagnostics.length === 0);
  const told = clean.map(({ file }) => `${file}: ${countText([], plain)}`).join('\n');
  return [table, told].filter((part) => part !== '').join('\n');
}
