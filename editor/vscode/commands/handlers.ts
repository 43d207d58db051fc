import { relative } from 'node:path';
import { Uri, window, workspace, type LogOutputChannel } from 'vscode';
import type { CircuitPanel } from '../circuit/panel.ts';
import type { Program } from '../program.ts';
import { latestRun } from '../run/latest-run.ts';
import type { RunPanel } from '../run/panel.ts';
import { runTask } from '../tasks.ts';
import { compileCommand } from './compile.ts';
import type { CommandName } from './names.ts';
import { newProjectCommand } from './new-project.ts';
import { showReportCommand } from './show-report.ts';
import { openFolder, subjectOf, uriOf } from './subject.ts';

/** What commands act on. */
export interface Surroundings {
  /** That of the moment. */
  readonly program: () => Program;
  readonly log: LogOutputChannel;
  readonly circuit: CircuitPanel;
  readonly run: RunPanel;
  readonly restart: () => Promise<void>;
}

/** Code lenses say of which file, of which of its declarations, and for which machine. */
type Handler = (file?: string, name?: string, target?: string) => unknown;

/** What each command does. */
export function commandHandlers(around: Surroundings): Readonly<Record<CommandName, Handler>> {
  const { program, log, circuit, run } = around;
  /** `qmm COMMAND FILE [NAME]` in a terminal. */
  const onFile = async (command: string, file?: string, name?: string): Promise<void> => {
    const subject = await subjectOf(file);
    if (!subject) return;
    if (command === 'train') run.follow(subject.folder, Date.now());
    const args = [command, subject.file, ...(name === undefined ? [] : [name])];
    await runTask(program(), { args, folder: subject.folder });
  };
  return {
    'qmm.train': (file, name) => onFile('train', file, name),
    'qmm.compare': (file, name) => onFile('compare', file, name),
    'qmm.estimate': (file) => onFile('estimate', file),
    'qmm.evaluate': async (file, name) => {
      const folder = file === undefined ? openFolder() : (await subjectOf(file))?.folder;
      if (folder === undefined) return;
      const last = latestRun(folder, { name });
      if (last === undefined) {
        const what = name === undefined ? 'no run' : `no run of ${name}`;
        void window.showInformationMessage(`There is ${what} in ${folder} yet: train one.`);
        return;
      }
      await runTask(program(), { args: ['eval', relative(folder, last)], folder });
    },
    'qmm.draw': async (file, name) => {
      const document =
        file === undefined ? undefined : await workspace.openTextDocument(uriOf(file));
      const editor = document ? await window.showTextDocument(document) : window.activeTextEditor;
      if (editor?.document.languageId === 'qmm') circuit.show(editor, name);
      else void window.showInformationMessage('Open a .qmm file to see its circuit.');
    },
    'qmm.compile': (file, _name, target) => compileCommand(program(), log, file, target),
    'qmm.showRun': () => {
      run.follow(openFolder());
    },
    'qmm.showReport': () => {
      showReportCommand(openFolder());
    },
    'qmm.newProject': () => newProjectCommand(program()),
    'qmm.restart': around.restart,
    'qmm.showLog': () => {
      log.show();
    },
  };
}

/** The words of an argument; menus hand over the file as a Uri, and more that is of no use here. */
export function wordOf(argument: unknown): string | undefined {
  if (argument instanceof Uri) return argument.toString();
  return typeof argument === 'string' ? argument : undefined;
}
