import {
  createConnection,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocuments,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createService } from '../service/index.ts';
import { capabilities } from './capabilities.ts';
import { registerChanging } from './handlers/changing.ts';
import { registerLooking } from './handlers/looking.ts';
import { registerPicturing } from './handlers/picturing.ts';
import { registerShowing } from './handlers/showing.ts';
import { registerTyping } from './handlers/typing.ts';
import { fileHost } from './host.ts';
import { pending } from './pending.ts';
import type { Places } from './places.ts';
import { publisher } from './publisher.ts';
import type { Session } from './session.ts';

/** Long enough for the next key of a quick typist, short enough to feel immediate. */
const PAUSE_MILLISECONDS = 120;

/** Talks the language server protocol over standard input and output until the client says `exit` or goes away. */
export function startServer(): void {
  const { stdin, stdout } = process;
  const connection = createConnection(
    new StreamMessageReader(stdin),
    new StreamMessageWriter(stdout),
  );
  serve(connection);
  // A client that dies without saying so closes the pipe.
  stdin.on('end', () => process.exit(0));
  connection.listen();
}

function serve(connection: Connection): void {
  const host = fileHost();
  const service = createService(host);
  const documents = new TextDocuments(TextDocument);
  const waiting = pending(PAUSE_MILLISECONDS);

  // By path, because clients spell the URI of one file in several ways.
  const open = new Map<string, TextDocument>();
  const places: Places = {
    uriOf: (path) => open.get(path)?.uri ?? host.uriOf(path),
    explanation: host.explanation,
    documentOf: (path) => {
      const text = host.read(path);
      return (
        open.get(path) ??
        (text === undefined ? undefined : TextDocument.create(host.uriOf(path), 'qmm', 0, text))
      );
    },
  };
  const shown = publisher({
    service,
    places,
    isOpen: (path) => open.has(path),
    send: (params) => void connection.sendDiagnostics(params),
  });
  const check = (path: string): void => {
    const document = open.get(path);
    if (!document) return;
    try {
      shown.publish(path, document.version);
    } catch (error) {
      // A fault of ours must not end the server: what was shown last stays.
      connection.console.error(`qmm could not check ${path}: ${String(error)}`);
    }
  };
  const checkSoon = (path: string): void => {
    for (const each of service.dependents(path)) waiting.schedule(each, () => check(each));
  };

  connection.onInitialize(({ workspaceFolders }): InitializeResult => {
    host.setFolders((workspaceFolders ?? []).map(({ uri }) => host.pathOf(uri)));
    return { serverInfo: { name: 'qmm' }, capabilities };
  });
  documents.onDidChangeContent(({ document }) => {
    const path = host.pathOf(document.uri);
    open.set(path, document);
    service.set({ path, version: document.version, text: document.getText() });
    checkSoon(path);
  });
  documents.onDidClose(({ document }) => {
    const path = host.pathOf(document.uri);
    const dependents = service.dependents(path).filter((each) => each !== path);
    service.remove(path);
    waiting.cancel(path);
    shown.clear(path);
    open.delete(path);
    dependents.forEach(checkSoon);
  });
  connection.onDidChangeWatchedFiles(() => {
    host.forgetFiles();
    service.refresh();
    [...open.keys()].forEach(checkSoon);
  });
  const session: Session = {
    connection,
    service,
    host,
    places,
    document: (uri) => documents.get(uri),
  };
  registerTyping(session);
  registerLooking(session);
  registerChanging(session);
  registerShowing(session);
  registerPicturing(session);
  documents.listen(connection);
}
