import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  CodeActionRequest,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type Hover,
  type InitializeResult,
  type PublishDiagnosticsParams,
  type Range,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';

const ROOT = join(import.meta.dirname, '..', '..');

/** An editor, as far as the language server can tell. */
export interface Client {
  readonly initialized: InitializeResult;
  /** What has been published so far, in order. */
  readonly published: readonly PublishDiagnosticsParams[];
  open(path: string, text: string): Promise<void>;
  change(path: string, version: number, changes: TextDocumentContentChangeEvent[]): Promise<void>;
  close(path: string): Promise<void>;
  hover(path: string, line: number, character: number): Promise<Hover | null>;
  /** What an editor offers behind its light bulb. */
  codeActions(path: string, range: Range): Promise<CodeAction[]>;
  /** Any request about a document: its `textDocument` is filled in. */
  request<Answer>(method: string, path: string, params: object): Promise<Answer>;
  /** The next diagnostics of a file that satisfy the condition; those already published count. */
  diagnostics(
    path: string,
    wanted: (params: PublishDiagnosticsParams) => boolean,
  ): Promise<PublishDiagnosticsParams>;
  /** Says goodbye; gives the exit code. */
  end(): Promise<number | null>;
}

/**
 * Starts `qmm lsp --stdio` as an editor does and shakes hands.
 * @param program a `bin/qmm.js`
 */
export async function startClient(program = join(ROOT, 'bin', 'qmm.js')): Promise<Client> {
  const server = spawn(process.execPath, [program, 'lsp', '--stdio'], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => server.on('exit', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const published: PublishDiagnosticsParams[] = [];
  const watchers = new Set<() => void>();
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    published.push(params);
    for (const look of watchers) look();
  });
  connection.listen();
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still demands the field
    rootUri: null,
    capabilities: {},
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const uri = (path: string): string => pathToFileURL(path).href;

  return {
    initialized,
    published,
    open: (path, text) =>
      connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: uri(path), languageId: 'qmm', version: 1, text },
      }),
    change: (path, version, contentChanges) =>
      connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: uri(path), version },
        contentChanges,
      }),
    close: (path) =>
      connection.sendNotification(DidCloseTextDocumentNotification.type, {
        textDocument: { uri: uri(path) },
      }),
    hover: (path, line, character) =>
      connection.sendRequest(HoverRequest.type, {
        textDocument: { uri: uri(path) },
        position: { line, character },
      }),
    codeActions: async (path, range) => {
      const answer = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: uri(path) },
        range,
        context: { diagnostics: [] },
      });
      return (answer ?? []).filter((one): one is CodeAction => 'edit' in one);
    },
    request: (method, path, params) =>
      connection.sendRequest(method, { textDocument: { uri: uri(path) }, ...params }),
    diagnostics: (path, wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = published.findLast((params) => params.uri === uri(path) && wanted(params));
          if (!found) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
    end: async () => {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      return ended;
    },
  };
}
