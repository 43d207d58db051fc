import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ProgressLocation, ViewColumn, window, workspace, type LogOutputChannel } from 'vscode';
import { invocation } from '../invocation.ts';
import type { Program } from '../program.ts';
import { formats } from './formats.ts';
import { subjectOf } from './subject.ts';

const run = promisify(execFile);

/** Asks for a format, and shows the compiled text beside the model; nothing is written to the disk. */
export async function compileCommand(
  program: Program,
  log: LogOutputChannel,
  file?: string,
  target?: string,
): Promise<void> {
  const subject = await subjectOf(file);
  if (!subject) return;
  const format = await window.showQuickPick(
    formats.map((each) => ({ ...each, label: each.name })),
    { title: target === undefined ? 'Compile to' : `Compile for ${target} to` },
  );
  if (!format) return;
  const machine = target === undefined ? [] : ['--target', target];
  const args = ['compile', subject.file, '--to', format.name, ...machine];
  const title = `qmm ${args.slice(0, 1).join(' ')} --to ${format.name}`;
  await window.withProgress({ location: ProgressLocation.Window, title }, async () => {
    const content = await textOf(program, log, args, subject.folder);
    if (content === undefined) return;
    const document = await workspace.openTextDocument({ content, language: format.language });
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
  });
}

/** What the command prints; undefined where it failed, after saying why. */
async function textOf(
  program: Program,
  log: LogOutputChannel,
  words: readonly string[],
  folder: string,
): Promise<string | undefined> {
  const { command, args, env } = invocation(program, words);
  try {
    const options = { cwd: folder, env: { ...process.env, ...env, NO_COLOR: '1' } };
    const { stdout, stderr } = await run(command, [...args], { ...options, maxBuffer: 2 ** 28 });
    if (stderr !== '') log.info(stderr);
    return stdout;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    log.error(said);
    const choice = await window.showErrorMessage(
      said.split('\n')[0] ?? 'qmm failed',
      'Show the log',
    );
    if (choice !== undefined) log.show();
    return undefined;
  }
}
