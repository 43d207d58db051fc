import { dirname } from 'node:path';
import { Uri, window, workspace } from 'vscode';

/** What a command is about. */
export interface Subject {
  /** The path of a .qmm file, saved. */
  readonly file: string;
  /** One of its declarations; undefined for all. */
  readonly name: string | undefined;
  /** Where qmm runs, so that `runs/` is where the command line has it: the folder that is open, or else the file's. */
  readonly folder: string;
}

/**
 * @param file the URI or the path that a code lens or a menu names; without one it is the file in front
 * @returns undefined where there is no file, after saying so
 */
export async function subjectOf(file?: string, name?: string): Promise<Subject | undefined> {
  const uri = file === undefined ? window.activeTextEditor?.document.uri : uriOf(file);
  const document = workspace.textDocuments.find(
    (each) => each.uri.toString() === uri?.toString() && each.languageId === 'qmm',
  );
  if (uri?.scheme !== 'file' || (document && document.isDirty && !(await document.save()))) {
    void window.showWarningMessage('Save the model as a .qmm file first: qmm reads it from there.');
    return undefined;
  }
  const folder = workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? dirname(uri.fsPath);
  return { file: uri.fsPath, name, folder };
}

/** Code lenses speak in URIs, as the language server does. */
export function uriOf(file: string): Uri {
  return /^[a-z][a-z0-9+.-]+:/i.test(file) ? Uri.parse(file) : Uri.file(file);
}

/** Where commands about the last run look for it. */
export function openFolder(): string {
  const file = window.activeTextEditor?.document.uri;
  const own = file && workspace.getWorkspaceFolder(file);
  return (own ?? workspace.workspaceFolders?.[0])?.uri.fsPath ?? process.cwd();
}
