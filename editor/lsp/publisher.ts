import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { Service } from '../service/index.ts';
import { toDiagnostic } from './diagnostics.ts';
import type { Places } from './places.ts';

/** Sends the diagnostics of open documents, and of the files they import that are not open themselves. */
export interface Publisher {
  publish(path: string, version: number): void;
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
  const take = (path: string, keep: ReadonlySet<string>): void => {
    for (const file of told.get(path) ?? []) {
      if (!keep.has(file) && !isOpen(file)) send({ uri: places.uriOf(file), diagnostics: [] });
    }
    told.set(path, keep);
  };
  return {
    publish: (path, version) => {
      const byFile = service.diagnosticsFor(path);
      const others = [...byFile].filter(([file]) => file !== path && !isOpen(file));
      take(path, new Set(others.map(([file]) => file)));
      const own = byFile.get(path) ?? [];
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
      send({ uri: places.uriOf(path), diagnostics: [] });
    },
  };
}
