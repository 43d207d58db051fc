import { join } from 'node:path';
import { commands, Uri, window, workspace } from 'vscode';
import type { Program } from '../program.ts';
import { runTask } from '../tasks.ts';

/** Makes a small project in a folder that somebody chooses, and opens its model. */
export async function newProjectCommand(program: Program): Promise<void> {
  const parents = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: 'Where should the project be?',
    openLabel: 'Make it here',
  });
  const parent = parents?.[0]?.fsPath;
  if (parent === undefined) return;
  const name = await window.showInputBox({
    title: 'Name of the project',
    value: 'my-model',
    validateInput: (text) =>
      /^[\w.-]+$/.test(text) ? undefined : 'A folder: letters, digits, - and _.',
  });
  if (name === undefined) return;
  if ((await runTask(program, { args: ['new', name], folder: parent })) !== 0) return;
  const folder = Uri.file(join(parent, name));
  const isEmptyWindow = (workspace.workspaceFolders ?? []).length === 0;
  if (isEmptyWindow) await commands.executeCommand('vscode.openFolder', folder);
  else await window.showTextDocument(Uri.joinPath(folder, 'main.qmm'));
}
