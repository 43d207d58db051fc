import type { LogOutputChannel } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';
import { invocation } from './invocation.ts';
import type { Program } from './program.ts';

/** The language server of a program, not yet started. */
export function createClient(program: Program, log: LogOutputChannel): LanguageClient {
  const { command, args, env } = invocation(program, ['lsp', '--stdio']);
  return new LanguageClient(
    'qmm',
    'qmm',
    { command, args: [...args], options: { env: { ...process.env, ...env } } },
    {
      documentSelector: [{ language: 'qmm' }],
      outputChannel: log,
    },
  );
}
