import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { Diagnostic } from '../../compiler/index.ts';
import { movedDiagnostics, type Checked, type Service } from '../service/index.ts';
import { toDiagnostic } from './diagnostics.ts';
import type { Places } from './places.ts';

/** Sends the diagnostics of open documents, and of the files they import that are not open themselves. */
export interface Publisher {
  publish(path: string, version: number, text: string): void;
  /** Before all is checked: what the parser finds, beside what was wrong before and has not been touched. */
  publishEarly(path: string, version: number, text: string): void;
  /** Takes back what stands only because this document was open. */
  clear(path: string): void;
}

interface PublisherRequest {
  readonly service: Service;
  readonly places: Places;
  readonly isOpen: (path: string) => boolean;
  readonly send: (params: PublishDiagnosticsParams) => void;
}

export function publisher({ service, places, isOpen, send }: PublisherRequest): Publisher {
  /** Files that are not open, by the document whose compilation has told of them. */
  const told = new Map<string, ReadonlySet<string>>();
  /** Of each open document: what the parser found, and what the compiler found beside that, in which text. */
  const last = new Map<string, { readonly syntax: string; readonly rest: Checked }>();
  const split = (path: string, all: readonly Diagnostic[]) => {
    const syntax = service.syntaxDiagnosticsFor(path);
    const places = new Set(syntax.map(keyOf));
    return { syntax, rest: all.filter((one) => !places.has(keyOf(one))) };
  };
  const take = (path: string, keep: ReadonlySet<string>): void => {
    for (const file of told.get(path) ?? []) {
      if (!keep.has(file) && !isOpen(file)) send({ uri: places.uriOf(file), diagnostics: [] });
    }
    told.set(path, keep);
  };
  return {
    publishEarly: (path, version, text) => {
      const before = last.get(path);
      const syntax = service.syntaxDiagnosticsFor(path);
      // Where the parser has nothing new to tell, an editor moves what it shows by itself.
      if (!before || messagesOf(syntax) === before.syntax) return;
      const rest = { text, diagnostics: movedDiagnostics(before.rest, path, text) };
      last.set(path, { syntax: messagesOf(syntax), rest });
      send({
        uri: places.uriOf(path),
        version,
        diagnostics: [...syntax, ...rest.diagnostics].map((one) => toDiagnostic(one, places)),
      });
    },
    publish: (path, version, text) => {
      const byFile = service.diagnosticsFor(path);
      const others = [...byFile].filter(([file]) => file !== path && !isOpen(file));
      take(path, new Set(others.map(([file]) => file)));
      const own = byFile.get(path) ?? [];
      const { syntax, rest } = split(path, own);
      last.set(path, { syntax: messagesOf(syntax), rest: { text, diagnostics: rest } });
      send({
        uri: places.uriOf(path),
        version,
        diagnostics: own.map((one) => toDiagnostic(one, places)),
      });
      for (const [file, diagnostics] of others) {
        send({
          uri: places.uriOf(file),
          diagnostics: diagnostics.map((one) => toDiagnostic(one, places)),
        });
      }
    },
    clear: (path) => {
      take(path, new Set());
      told.delete(path);
      last.delete(path);
      send({ uri: places.uriOf(path), diagnostics: [] });
    },
  };
}

/** A mistake, wherever it stands by now. */
function messagesOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n');
}

function keyOf({ code, at }: Diagnostic): string {
  return `${code}:${at.file}:${at.start}:${at.end}`;
}
