import { besidePath } from '../../../compiler/index.ts';
import { documented, nameOf } from '../declarations.ts';
import { importEdit } from '../import-edit.ts';
import type { Candidate, Place } from './completion.ts';

/** Names that a file has to give, between `use` and `from "file"`. */
export function importedNames({ workspace, analysis, situation }: Place): Candidate[] {
  const line = analysis.text.slice(situation.word.end).split('\n', 1)[0] ?? '';
  const path = /\bfrom\s*"([^"]*)"/.exec(line)?.[1];
  const files =
    path === undefined
      ? workspace.files().filter((file) => file !== analysis.path)
      : [besidePath(analysis.path, path)];
  return files.flatMap((file) => declaredIn({ workspace }, file));
}

/** Names that other files of the user declare, each with the `use` that brings it. */
export function otherFiles(place: Place, kind: 'circuit' | 'function'): Candidate[] {
  const { workspace, analysis } = place;
  const known = new Set([...analysis.module.declared.keys(), ...analysis.module.imported.keys()]);
  return workspace
    .files()
    .filter((file) => file !== analysis.path && file.endsWith('.qmm'))
    .flatMap((file) =>
      declaredIn(place, file)
        .filter((one) => one.kind === kind && !known.has(one.label))
        .map((one) => ({
          ...one,
          text: [`From \`${file}\`.`, one.text].filter((part) => part !== '').join('\n\n'),
          edits: [importEdit(analysis, file, one.label)],
          rank: 3,
        })),
    );
}

function declaredIn({ workspace }: Pick<Place, 'workspace'>, file: string): Candidate[] {
  const source = workspace.treeOf(file);
  return (source?.tree.declarations ?? []).flatMap((declaration): Candidate[] => {
    const name = nameOf(declaration);
    const { kind } = declaration;
    if (name === undefined || name.text === '') return [];
    if (kind !== 'function' && kind !== 'circuit' && kind !== 'let' && kind !== 'model') return [];
    const doc = documented(source!.text, declaration);
    return [{ label: name.text, kind, detail: doc?.header ?? '', text: doc?.doc ?? '', rank: 0 }];
  });
}
