import {
  CodeLensRefreshRequest,
  DidChangeWatchedFilesNotification,
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
/** Nobody is typing any more: what takes longer may be worked out. */
const REST_MILLISECONDS = 800;
/** Of compiling one file for its targets, until no further trial begins. */
const MOST_MILLISECONDS = 100;

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
  const resting = pending(REST_MILLISECONDS);

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
      shown.publish(path, document.version, document.getText());
    } catch (error) {
      // A fault of ours must not end the server: what was shown last stays.
      connection.console.error(`qmm could not check ${path}: ${String(error)}`);
    }
  };
  const refine = async (path: string): Promise<void> => {
    const end = performance.now() + MOST_MILLISECONDS;
    try {
      const isNews = await service.refineFigures(path, () => performance.now() < end);
      if (isNews && refreshes.hints) await connection.languages.inlayHint.refresh();
      if (isNews && refreshes.lenses) await connection.sendRequest(CodeLensRefreshRequest.type);
    } catch (error) {
      connection.console.error(`qmm could not work out figures of ${path}: ${String(error)}`);
    }
  };
  const refreshes = { hints: false, lenses: false };
  let watches = false;
  const checkSoon = (path: string): void => {
    for (const each of service.dependents(path)) {
      waiting.schedule(each, () => check(each));
      resting.schedule(each, () => void refine(each));
    }
  };

  connection.onInitialize(({ workspaceFolders, capabilities: client }): InitializeResult => {
    refreshes.hints = client.workspace?.inlayHint?.refreshSupport ?? false;
    refreshes.lenses = client.workspace?.codeLens?.refreshSupport ?? false;
    watches = client.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    host.setFolders((workspaceFolders ?? []).map(({ uri }) => host.pathOf(uri)));
    return { serverInfo: { name: 'qmm' }, capabilities };
  });
  connection.onInitialized(() => {
    if (!watches) return;
    const watchers = [{ globPattern: '**/*.{qmm,qasm,json}' }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  documents.onDidChangeContent(({ document }) => {
    const path = host.pathOf(document.uri);
    open.set(path, document);
    const text = document.getText();
    service.set({ path, version: document.version, text });
    shown.publishEarly(path, document.version, text);
    checkSoon(path);
  });
  documents.onDidClose(({ document }) => {
    const path = host.pathOf(document.uri);
    const dependents = service.dependents(path).filter((each) => each !== path);
    service.remove(path);
    waiting.cancel(path);
    resting.cancel(path);
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
