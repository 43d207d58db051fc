import { parse } from '../../../grammar/index.ts';
import type { Item, ModelDeclaration } from '../../../grammar/tree.ts';
import type { Place, Program } from '../../../runtime/program/index.ts';
import type { TypescriptOptions } from './options.ts';

/** What the author of a model wrote above its parts. */
export interface ModelDocs {
  /** Of the model, else of its file; empty where neither says anything. */
  readonly model: string;
  /** Where the model is declared; null where its text is not at hand. */
  readonly place: Place | null;
  /** Of a modality, a label, a readout or an objective; empty where nobody wrote any. */
  of(kind: DocumentedKind, name: string): string;
}

type DocumentedKind = 'modality' | 'label' | 'readout' | 'objective';

/** Reads the doc comments of a model, and where it stands. */
export function readDocs(program: Program, { sources }: TypescriptOptions): ModelDocs {
  for (const file of program.sources) {
    const { tree } = parse(sources.get(file) ?? '');
    const model = tree.declarations.find(
      (one): one is ModelDeclaration => one.kind === 'model' && one.name.text === program.model,
    );
    if (model === undefined) continue;
    const { start, end } = model.header;
    return {
      model: model.doc === '' ? tree.doc : model.doc,
      place: { file, start, end },
      of: (kind, name) => documented(model.items, kind, name)?.doc ?? '',
    };
  }
  return { model: '', place: null, of: () => '' };
}

function documented(
  items: readonly Item[],
  kind: DocumentedKind,
  name: string,
): { readonly doc: string } | undefined {
  return items.find(
    (one): one is Extract<Item, { kind: DocumentedKind }> =>
      one.kind === kind && (one.name?.text ?? '') === name,
  );
}
