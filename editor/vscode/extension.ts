import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { createCircuitPanel } from './circuit/panel.ts';
import { createClient } from './client.ts';
import { compileCommand } from './commands/compile.ts';
import type { CommandName } from './commands/names.ts';
import { newProjectCommand } from './commands/new-project.ts';
import { showReportCommand } from './commands/show-report.ts';
import { subjectOf } from './commands/subject.ts';
import { findProgram, type Program } from './program.ts';
import { createRunPanel } from './run/panel.ts';
import { runTask } from './tasks.ts';

/** VS Code calls it when a model is opened or a command of ours is used. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('qmm', { log: true });
  let program = programFor(context);
  let client = createClient(program, log);
  const start = async (): Promise<void> => {
    log.info(`The language server is ${program.script}, of the ${program.origin}.`);
    await client.start();
  };
  const restart = async (): Promise<void> => {
    await client.dispose();
    program = programFor(context);
    client = createClient(program, log);
    await start();
  };
  const circuit = createCircuitPanel(context, () => client);
  const run = createRunPanel(context);

  const handlers: Readonly<Record<CommandName, Handler>> = {
    'qmm.train': async (file, name) => {
      const subject = await subjectOf(file, name);
      if (!subject) return;
      run.follow(subject.folder, Date.now());
      const args = ['train', subject.file, ...(name === undefined ? [] : [name])];
      await runTask(program, { args, folder: subject.folder });
    },
    'qmm.evaluate': async (file) => {
      const subject = await subjectOf(file);
      if (subject) await runTask(program, { args: ['eval', 'last'], folder: subject.folder });
    },
    'qmm.draw': async (file) => {
      const subject = file === undefined ? undefined : await workspace.openTextDocument(file);
      const editor = subject ? await window.showTextDocument(subject) : window.activeTextEditor;
      if (editor?.document.languageId === 'qmm') circuit.show(editor);
      else void window.showInformationMessage('Open a .qmm file to see its circuit.');
    },
    'qmm.estimate': async (file) => {
      const subject = await subjectOf(file);
      if (!subject) return;
      await runTask(program, { args: ['estimate', subject.file], folder: subject.folder });
    },
    'qmm.compile': (file, _name, target) => compileCommand(program, log, file, target),
    'qmm.showRun': () => {
      run.follow(openFolder());
    },
    'qmm.showReport': () => showReportCommand(openFolder()),
    'qmm.newProject': () => newProjectCommand(program),
    'qmm.restart': restart,
    'qmm.showLog': () => log.show(),
  };
  for (const [name, handler] of Object.entries(handlers))
    context.subscriptions.push(
      commands.registerCommand(name, (...given: unknown[]) => handler(...given.map(textOf))),
    );
  context.subscriptions.push(
    log,
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

/** Code lenses say of which file, of which of its declarations, and for which machine. */
type Handler = (file?: string, name?: string, target?: string) => unknown;

/** Menus hand over the file as a Uri, and more that is of no use here. */
function textOf(argument: unknown): string | undefined {
  if (argument instanceof Uri) return argument.fsPath;
  return typeof argument === 'string' ? argument : undefined;
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

function openFolder(): string {
  const file = window.activeTextEditor?.document.uri;
  const own = file && workspace.getWorkspaceFolder(file);
  return (own ?? workspace.workspaceFolders?.[0])?.uri.fsPath ?? process.cwd();
}
