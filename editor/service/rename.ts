import { keywords } from '../../grammar/index.ts';
import { isBinding, type Binding, type Location, type Span } from '../../compiler/index.ts';
import { occurrenceAt } from './occurrence-at.ts';
import { referencesOf } from './references.ts';
import type { Analysis, Workspace } from './workspace.ts';

export interface RenameTarget {
  readonly span: Span;
  readonly name: string;
}

export interface Edit {
  readonly at: Location;
  readonly text: string;
}

/** What cannot be done, in a sentence for the user. */
export interface Refused {
  readonly refused: string;
}

/** What a rename at an offset would change, or why there is none. */
export function renameTargetAt(
  workspace: Workspace,
  path: string,
  offset: number,
): RenameTarget | Refused {
  const found = renamedAt(workspace, path, offset);
  return 'refused' in found ? found : { span: found.span, name: found.binding.name.text };
}

/** The edits, over all files of the user, that give a thing another name; or why that cannot be. */
export function renameAt(
  workspace: Workspace,
  path: string,
  offset: number,
  name: string,
): readonly Edit[] | Refused {
  const found = renamedAt(workspace, path, offset);
  if ('refused' in found) return found;
  const { binding } = found;
  if (name === binding.name.text) return [];
  if (!/^[A-Za-z_]\w*$/.test(name) || name === '_') {
    return {
      refused: `\`${name}\` is no name: names are letters, digits and \`_\`, and do not begin with a digit.`,
    };
  }
  if ((keywords as readonly string[]).includes(name)) {
    return { refused: `\`${name}\` is a word of the language; choose another name.` };
  }
  const places = referencesOf(workspace, path, binding);
  const files = new Set(places.map(({ at }) => at.file));
  for (const file of files) {
    const analysis = workspace.analysisOf(file);
    const clash =
      analysis &&
      clashIn(
        analysis,
        binding,
        name,
        places.map(({ at }) => at),
      );
    if (clash !== undefined) return { refused: clash };
  }
  return places.map(({ at }) => ({ at, text: name }));
}

function renamedAt(
  workspace: Workspace,
  path: string,
  offset: number,
): { readonly binding: Binding; readonly span: Span } | Refused {
  const analysis = workspace.analysisOf(path);
  const found = analysis && occurrenceAt(analysis, offset);
  if (!found) return { refused: 'There is no name here that could be changed.' };
  const { name, means } = found;
  if (!isBinding(means)) {
    const what = { gate: 'a gate', intrinsic: 'a function', type: 'a type' }[means.kind];
    return { refused: `\`${name.text}\` is ${what} of the language and keeps its name.` };
  }
  if (means.file.startsWith('library:')) {
    return {
      refused: `\`${name.text}\` is declared in the standard library. Give it another name here with \`let\`.`,
    };
  }
  return { binding: means, span: name.span };
}

/** Who else has the name where the renamed thing is seen; undefined where the name is free. */
function clashIn(
  analysis: Analysis,
  binding: Binding,
  name: string,
  places: readonly Location[],
): string | undefined {
  const { sights, occurrences } = analysis.names();
  const here = places.filter(({ file }) => file === analysis.path);
  const own = scopeOf(analysis, binding);
  const hidden = occurrences.find(({ name: other, means }) => {
    if (other.text !== name || isArgumentName(analysis, other.span)) return false;
    return own ? contains(own, other.span.start) : !isBinding(means) || isTop(analysis, means);
  });
  if (hidden) return taken(analysis, name, hidden.name.span);
  // Where a name of the top is used, a body must not have another of that name.
  const around = sights.filter(({ span }) => here.some(({ start }) => contains(span, start)));
  const captured = own ? undefined : around.find(({ names }) => names.has(name));
  return captured && taken(analysis, name, captured.names.get(name)!.name.span);
}

/** The body or block in which a name can be seen; undefined for a name of the top, or of another file. */
function scopeOf(analysis: Analysis, binding: Binding): Span | undefined {
  if (binding.file !== analysis.path || isTop(analysis, binding)) return undefined;
  const { start } = binding.name.span;
  return analysis.names().sights.findLast(({ span }) => contains(span, start))?.span;
}

function isTop({ module }: Analysis, binding: Binding): boolean {
  const { text, span } = binding.name;
  const declared = module.declared.get(text) ?? module.imported.get(text);
  if (binding.file.startsWith('library:')) return true;
  return declared?.declaration.name.span.start === span.start || binding.kind === 'alias';
}

/** `layers: 2` in a call says nothing of the names around it. */
function isArgumentName({ text }: Analysis, { end }: Span): boolean {
  return /^\s*:/.test(text.slice(end, end + 40));
}

function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}

function taken({ path, text }: Analysis, name: string, span: Span): string {
  const line = text.slice(0, span.start).split('\n').length;
  return `\`${name}\` already means something else in ${path}, line ${line}; choose another name.`;
}
