import type { Diagnostic, Span } from '../../compiler/index.ts';
import type { DrawOptions } from '../../runtime/draw/index.ts';
import { createAssist, type Assist } from '../../grammar/assist/situation.ts';
import { circuitPictureAt, type CircuitPicture } from './circuit-picture.ts';
import { completionsAt } from './completion/complete.ts';
import type { Completion } from './completion/completion.ts';
import { definitionAt, type Definition } from './definition.ts';
import { createFigures } from './figures/figures.ts';
import { fixesIn, type Mended } from './fixes.ts';
import { foldsOf, type Fold } from './folding.ts';
import { formatEdits, formatRangeEdits, type FormatEdit } from './format.ts';
import { hintsIn, type Hint } from './hints.ts';
import { hoverAt, type Hover } from './hover.ts';
import { lensesOf, type Lens } from './lenses.ts';
import { linksOf, type Link } from './links.ts';
import { highlightsAt, referencesAt, type Reference } from './references.ts';
import { renameAt, renameTargetAt, type Edit, type Refused, type RenameTarget } from './rename.ts';
import { selectionsAt } from './selection.ts';
import { semanticTokens, type SemanticToken } from './semantic-tokens.ts';
import { signatureAt, type Signature } from './signature.ts';
import {
  documentSymbols,
  workspaceSymbols,
  type DocumentSymbol,
  type WorkspaceSymbol,
} from './symbols.ts';
import { syntaxDiagnostics } from './syntax-diagnostics.ts';
import { createWorkspace, type Document, type ServiceHost } from './workspace.ts';

/** What an editor asks of the language, as plain data: paths, UTF-16 offsets, strings. */
export interface Service {
  /** A document is open, or has changed. An older version than the known one is ignored. */
  set(document: Document): void;
  /** It is closed: from now on its file counts. */
  remove(path: string): void;
  /** Something outside has changed: files are read anew. */
  refresh(): void;
  /** Open documents that read `path`, itself among them. */
  dependents(path: string): readonly string[];

  /** Diagnostics by file: of the document first, then of files it imports. Fixes are asked for apart. */
  diagnosticsFor(path: string): ReadonlyMap<string, readonly Diagnostic[]>;
  /** What is wrong with the text alone, which takes a fraction of the time. */
  syntaxDiagnosticsFor(path: string): readonly Diagnostic[];
  /** The diagnostics that a range touches, with the edits that mend them. */
  fixesIn(path: string, range: Span): readonly Mended[];

  completionsAt(path: string, offset: number): readonly Completion[];
  signatureAt(path: string, offset: number): Signature | undefined;
  /** What to show at an offset; undefined where there is nothing to say. */
  hoverAt(path: string, offset: number): Hover | undefined;

  definitionAt(path: string, offset: number): Definition | undefined;
  referencesAt(path: string, offset: number): readonly Reference[];
  highlightsAt(path: string, offset: number): readonly Reference[];
  renameTargetAt(path: string, offset: number): RenameTarget | Refused;
  renameAt(path: string, offset: number, name: string): readonly Edit[] | Refused;
  symbolsOf(path: string): readonly DocumentSymbol[];
  symbolsNamed(query: string): readonly WorkspaceSymbol[];
  linksOf(path: string): readonly Link[];

  formatEdits(path: string): Promise<readonly FormatEdit[]>;
  formatRangeEdits(path: string, range: Span): Promise<readonly FormatEdit[]>;

  /** The circuits of the model around an offset as SVG, linked to the text both ways; undefined for broken texts. */
  circuitAt(path: string, offset: number, options?: DrawOptions): CircuitPicture | undefined;
  hintsIn(path: string, range: Span): readonly Hint[];
  lensesOf(path: string): readonly Lens[];
  /** Works out figures that hints and lenses lack so far; gives whether there are new ones. */
  refineFigures(path: string, hasTime: () => boolean): Promise<boolean>;
  semanticTokensOf(path: string): readonly SemanticToken[];
  foldsOf(path: string): readonly Fold[];
  /** Around an offset, the innermost span first. */
  selectionsAt(path: string, offset: number): readonly Span[];
}

export function createService(host: ServiceHost): Service {
  const workspace = createWorkspace(host);
  const figures = createFigures(workspace);
  let kept: Assist | undefined;
  const assist: Assist = (text, offset) => (kept ??= createAssist())(text, offset);
  return {
    set: workspace.set,
    remove: workspace.remove,
    refresh: workspace.refresh,
    dependents: workspace.dependents,

    diagnosticsFor: (path) => {
      const byFile = new Map<string, Diagnostic[]>([[path, []]]);
      for (const diagnostic of workspace.analysisOf(path)?.compilation().diagnostics ?? []) {
        const { file } = diagnostic.at;
        byFile.set(file, [...(byFile.get(file) ?? []), diagnostic]);
      }
      return byFile;
    },
    syntaxDiagnosticsFor: (path) => syntaxDiagnostics(workspace, path),
    fixesIn: (path, range) => fixesIn(workspace, path, range),

    completionsAt: (path, offset) => completionsAt({ workspace, assist, path, offset }),
    signatureAt: (path, offset) => signatureAt(workspace, assist, path, offset),
    hoverAt: (path, offset) => hoverAt(workspace, path, offset),

    definitionAt: (path, offset) => definitionAt(workspace, path, offset),
    referencesAt: (path, offset) => referencesAt(workspace, path, offset),
    highlightsAt: (path, offset) => highlightsAt(workspace, path, offset),
    renameTargetAt: (path, offset) => renameTargetAt(workspace, path, offset),
    renameAt: (path, offset, name) => renameAt(workspace, path, offset, name),
    symbolsOf: (path) => documentSymbols(workspace, path),
    symbolsNamed: (query) => workspaceSymbols(workspace, query),
    linksOf: (path) => linksOf(workspace, path, (file) => workspace.read(file) !== undefined),

    formatEdits: (path) => formatEdits(workspace, path),
    formatRangeEdits: (path, range) => formatRangeEdits(workspace, path, range),

    circuitAt: (path, offset, options) => circuitPictureAt(workspace, path, offset, options),
    hintsIn: (path, range) => hintsIn(workspace, figures.notesOf(path), path, range),
    lensesOf: (path) => lensesOf(workspace, figures, path),
    refineFigures: (path, hasTime) => figures.refine(path, hasTime),
    semanticTokensOf: (path) => semanticTokens(workspace, path),
    foldsOf: (path) => {
      const source = workspace.treeOf(path);
      return source ? foldsOf(source.text, source.tree) : [];
    },
    selectionsAt: (path, offset) => {
      const source = workspace.treeOf(path);
      return source ? selectionsAt(source.text, source.tree, offset) : [];
    },
  };
}
