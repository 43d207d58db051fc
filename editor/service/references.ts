import { bindingKey, isBinding, type Binding, type Location } from '../../compiler/index.ts';
import { bindingAt } from './occurrence-at.ts';
import type { Analysis, Workspace } from './workspace.ts';

export interface Reference {
  readonly at: Location;
  /** Whether this is where it is declared. */
  readonly isDeclaration: boolean;
}

/** Every place of the user's files that means what the name at an offset means, its declaration first. */
export function referencesAt(workspace: Workspace, path: string, offset: number): Reference[] {
  const analysis = workspace.analysisOf(path);
  const found = analysis && bindingAt(analysis, offset);
  return found ? referencesOf(workspace, path, found.binding) : [];
}

/** @param path the file that was asked from */
export function referencesOf(workspace: Workspace, path: string, binding: Binding): Reference[] {
  const { text } = binding.name;
  const files = isLocal(binding) ? [binding.file] : [...workspace.files(), path];
  const candidates = [...new Set(files)].filter((file) => workspace.read(file)?.includes(text));
  return candidates
    .flatMap((file) => {
      const analysis = workspace.analysisOf(file);
      return analysis ? occurrencesIn(analysis, binding) : [];
    })
    .sort((a, b) => Number(b.isDeclaration) - Number(a.isDeclaration));
}

/** As `referencesAt`, in one file: what an editor lights up while the cursor stands on a name. */
export function highlightsAt(workspace: Workspace, path: string, offset: number): Reference[] {
  const analysis = workspace.analysisOf(path);
  const found = analysis && bindingAt(analysis, offset);
  return found ? occurrencesIn(analysis, found.binding) : [];
}

function occurrencesIn(analysis: Analysis, binding: Binding): Reference[] {
  const key = bindingKey(binding);
  return analysis.names().occurrences.flatMap(({ name, means }) => {
    if (!isBinding(means) || bindingKey(means) !== key) return [];
    const at = { file: analysis.path, ...name.span };
    const isDeclaration =
      binding.file === analysis.path && name.span.start === binding.name.span.start;
    return [{ at, isDeclaration }];
  });
}

/** Names that no other file can see. */
function isLocal({ kind }: Binding): boolean {
  const seen: readonly string[] = ['function', 'circuit', 'model', 'let', 'parameter'];
  const fields: readonly string[] = ['modality', 'label', 'objective', 'param', 'fit', 'readout'];
  return !seen.includes(kind) && !fields.includes(kind);
}
