import { ProcessExecution, Task, TaskRevealKind, TaskScope, tasks, Uri, workspace } from 'vscode';
import { invocation } from './invocation.ts';
import type { Program } from './program.ts';

interface TaskRequest {
  /** What follows `qmm` on the command line. */
  readonly args: readonly string[];
  /** Where it runs. */
  readonly folder: string;
}

/** Runs qmm in a terminal where it can be read and interrupted; gives its exit code, or undefined where it was closed. */
export async function runTask(
  program: Program,
  { args, folder }: TaskRequest,
): Promise<number | undefined> {
  const { command, args: words, env } = invocation(program, args);
  const task = new Task(
    { type: 'qmm', arguments: args },
    workspace.getWorkspaceFolder(Uri.file(folder)) ?? TaskScope.Workspace,
    `qmm ${args[0] ?? ''}`,
    'qmm',
    new ProcessExecution(command, [...words], { cwd: folder, env: { ...env } }),
  );
  task.presentationOptions = { reveal: TaskRevealKind.Always, focus: false, clear: true };
  const execution = await tasks.executeTask(task);
  return new Promise((resolve) => {
    const listener = tasks.onDidEndTaskProcess((event) => {
      if (event.execution !== execution) return;
      listener.dispose();
      resolve(event.exitCode);
    });
  });
}
