import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commands, window, workspace, type ExtensionContext } from 'vscode';
import { createCircuitPanel } from './circuit/panel.ts';
import { createClient } from './client.ts';
import { commandHandlers, wordOf } from './commands/handlers.ts';
import { findProgram, type Program } from './program.ts';
import { createRunPanel } from './run/panel.ts';
import { createStatus, showFailure, showProgram } from './status.ts';
import { registerTasks } from './tasks.ts';

/** VS Code calls it when a model is opened or a command of ours is used. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('qmm', { log: true });
  const status = createStatus();
  let program = programFor(context);
  let client = createClient(program, log);
  const start = async (): Promise<void> => {
    log.info(`The language server is ${program.script}, of the ${program.origin}.`);
    showProgram(status, program);
    try {
      await client.start();
    } catch (error) {
      showFailure(status, `The language server does not start: ${String(error)}`);
      log.error(String(error));
    }
  };
  const restart = async (): Promise<void> => {
    // One that has not started cannot be stopped.
    await client.dispose().catch(() => undefined);
    program = programFor(context);
    client = createClient(program, log);
    await start();
  };
  const circuit = createCircuitPanel(context, () => client);
  const run = createRunPanel(context);

  const handlers = commandHandlers({ program: () => program, log, circuit, run, restart });
  for (const [name, handler] of Object.entries(handlers)) {
    context.subscriptions.push(
      commands.registerCommand(name, (...given: unknown[]) => handler(...given.map(wordOf))),
    );
  }
  context.subscriptions.push(
    log,
    status,
    registerTasks(() => program),
    circuit,
    run,
    { dispose: () => void client.dispose() },
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('qmm.program')) void restart();
    }),
    workspace.onDidGrantWorkspaceTrust(() => void restart()),
  );
  await start();
}

function programFor({ extensionPath }: ExtensionContext): Program {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  return findProgram({
    setting: workspace.getConfiguration('qmm').get('program', ''),
    folders: workspace.isTrusted ? folders : [],
    own: join(extensionPath, 'qmm', 'bin', 'qmm.js'),
    exists: existsSync,
  });
}
