import type { Declaration, Location, Span } from '../../compiler/index.ts';
import type { GateStep, Item, Name, Step } from '../../grammar/index.ts';
import type { Workspace } from './workspace.ts';

/** Something an outline lists. */
export interface DocumentSymbol {
  readonly name: string;
  /** The keyword that declares it. */
  readonly kind: SymbolKind;
  readonly detail: string;
  readonly span: Span;
  /** Of its name. */
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

export type SymbolKind =
  | Exclude<Declaration['kind'], 'use-version' | 'use-import'>
  | Item['kind']
  | GateStep['kind']
  | 'parameter';

/** What a file declares, and in it what each model, function and circuit names, in the order of the text. */
export function documentSymbols(workspace: Workspace, path: string): DocumentSymbol[] {
  const source = workspace.treeOf(path);
  if (!source) return [];
  return source.tree.declarations.flatMap((one) => declarationSymbol(source.text, one));
}

/** A declaration of some file of the user. */
export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly at: Location;
}

/** Declarations of all files of the user whose names hold the letters of the query in their order. */
export function workspaceSymbols(workspace: Workspace, query: string): WorkspaceSymbol[] {
  const letters = Array.from(query.toLowerCase());
  const fits = (name: string): boolean => {
    let from = 0;
    return letters.every((letter) => (from = name.toLowerCase().indexOf(letter, from) + 1) > 0);
  };
  return workspace.files().flatMap((file) =>
    documentSymbols(workspace, file)
      .filter(({ name }) => fits(name))
      .map(({ name, kind, nameSpan }) => ({ name, kind, at: { file, ...nameSpan } })),
  );
}

function declarationSymbol(text: string, one: Declaration): DocumentSymbol[] {
  switch (one.kind) {
    case 'use-version':
    case 'use-import':
      return [];
    case 'model':
      return [
        symbol(
          text,
          one,
          one.name,
          one.items.flatMap((item) => itemSymbols(text, item)),
        ),
      ];
    case 'function':
      return [
        symbol(
          text,
          one,
          one.name,
          one.body.flatMap((item) => itemSymbols(text, item)),
        ),
      ];
    case 'circuit':
      return [
        symbol(
          text,
          one,
          one.name,
          one.body.steps.flatMap((step) => gateSymbols(text, step)),
        ),
      ];
    case 'train':
      return [symbol(text, one, one.name ?? one.model.name, [])];
    case 'compare':
      return [symbol(text, one, one.model, [])];
    case 'let':
    case 'data':
    case 'target':
      return [symbol(text, one, one.name, [])];
  }
}

function itemSymbols(text: string, item: Item | Step): DocumentSymbol[] {
  switch (item.kind) {
    case 'register':
      return item.wires.map((wire) => ({
        ...symbol(text, item, wire.name, []),
        detail: text.slice(wire.span.start, wire.span.end),
        span: wire.span,
      }));
    case 'encode':
    case 'fuse':
    case 'evolve': {
      const nameSpan = { start: item.span.start, end: item.span.start + item.kind.length };
      const name = `${item.kind} ${text.slice(
        item.operands[0]?.span.start ?? nameSpan.end,
        item.operands.at(-1)?.span.end ?? nameSpan.end,
      )}`;
      const detail = `with ${item.circuit.name.text}`;
      return [{ name, kind: item.kind, detail, span: item.span, nameSpan, children: [] }];
    }
    case 'require':
      return [];
    case 'objective':
      return [symbol(text, item, item.name ?? keywordOf(item), [])];
    default:
      return [symbol(text, item, item.name, [])];
  }
}

/** Only what a circuit names: its gates are no landmarks. */
function gateSymbols(text: string, step: GateStep): DocumentSymbol[] {
  switch (step.kind) {
    case 'let':
    case 'param':
    case 'fit':
      return [symbol(text, step, step.name, [])];
    case 'for':
    case 'repeat':
    case 'control':
    case 'inverse':
      return step.body.steps.flatMap((inner) => gateSymbols(text, inner));
    default:
      return [];
  }
}

function keywordOf({ kind, span }: { readonly kind: string; readonly span: Span }): Name {
  return { text: kind, span: { start: span.start, end: span.start + kind.length } };
}

function symbol(
  text: string,
  node: { readonly kind: SymbolKind; readonly span: Span },
  name: Name,
  children: readonly DocumentSymbol[],
): DocumentSymbol {
  const line = text.slice(node.span.start, node.span.end).split('\n', 1)[0] ?? '';
  // Editors want a name where it is still being typed.
  const shown = name.text === '' ? { ...keywordOf(node), text: '…' } : name;
  return {
    name: shown.text,
    kind: node.kind,
    detail: line.replace(/\s*\{\s*$/, ''),
    span: {
      start: Math.min(node.span.start, shown.span.start),
      end: Math.max(node.span.end, shown.span.end),
    },
    nameSpan: shown.span,
    children,
  };
}
