import {
  ProcessExecution,
  Task,
  TaskRevealKind,
  TaskScope,
  tasks,
  Uri,
  window,
  workspace,
  type Disposable,
  type TaskDefinition,
} from 'vscode';
import { invocation } from './invocation.ts';
import type { Program } from './program.ts';

interface TaskRequest {
  /** What follows `qmm` on the command line. */
  readonly args: readonly string[];
  /** Where it runs. */
  readonly folder: string;
}

/** As it stands in a `tasks.json`. */
interface QmmTask extends TaskDefinition {
  readonly arguments: readonly string[];
}

/** Runs qmm in a terminal where it can be read and interrupted; gives its exit code, or undefined where it was closed. */
export async function runTask(program: Program, request: TaskRequest): Promise<number | undefined> {
  const execution = await tasks.executeTask(taskOf(program, request));
  return new Promise((resolve) => {
    const listener = tasks.onDidEndTaskProcess((event) => {
      if (event.execution !== execution) return;
      listener.dispose();
      resolve(event.exitCode);
    });
  });
}

/** Offers to check and to train the file in front, and runs what a `tasks.json` says. */
export function registerTasks(program: () => Program): Disposable {
  return tasks.registerTaskProvider('qmm', {
    provideTasks: () => {
      const document = window.activeTextEditor?.document;
      const folder = document && workspace.getWorkspaceFolder(document.uri)?.uri.fsPath;
      if (folder === undefined || document?.languageId !== 'qmm') return [];
      const file = workspace.asRelativePath(document.uri, false);
      return ['check', 'train'].map((name) =>
        taskOf(program(), { args: [name, file], folder }, `${name} ${file}`),
      );
    },
    resolveTask: ({ definition, scope, name }) => {
      const args = (definition as QmmTask).arguments;
      const folder = typeof scope === 'object' ? scope : workspace.workspaceFolders?.[0];
      if (folder === undefined) return undefined;
      const task = taskOf(program(), { args, folder: folder.uri.fsPath }, name);
      // VS Code knows it again by the very object.
      task.definition = definition;
      return task;
    },
  });
}

function taskOf(
  program: Program,
  { args, folder }: TaskRequest,
  name = `qmm ${args[0] ?? ''}`,
): Task {
  const { command, args: words, env } = invocation(program, args);
  const definition: QmmTask = { type: 'qmm', arguments: args };
  const task = new Task(
    definition,
    workspace.getWorkspaceFolder(Uri.file(folder)) ?? TaskScope.Workspace,
    name,
    'qmm',
    new ProcessExecution(command, [...words], { cwd: folder, env: { ...env } }),
  );
  task.presentationOptions = {
    reveal: TaskRevealKind.Always,
    focus: false,
    clear: true,
    // The paths of Node and of qmm would be most of what is to be read.
    echo: false,
    showReuseMessage: false,
  };
  return task;
}
