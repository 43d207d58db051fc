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
 * @param file of a code lens; without one it is the file in front
 * @returns undefined where there is no file, after saying so
 */
export async function subjectOf(file?: string, name?: string): Promise<Subject | undefined> {
  const uri = file === undefined ? window.activeTextEditor?.document.uri : Uri.file(file);
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
