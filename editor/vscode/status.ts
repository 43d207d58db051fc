import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { languages, LanguageStatusSeverity, type LanguageStatusItem } from 'vscode';
import type { Program } from './program.ts';

const ORIGINS: Readonly<Record<Program['origin'], string>> = {
  setting: 'from the setting qmm.program',
  project: 'of this project',
  extension: 'of the extension',
};

/** Which qmm serves the files, where VS Code shows what it knows of a language. */
export function createStatus(): LanguageStatusItem {
  const status = languages.createLanguageStatusItem('qmm.program', { language: 'qmm' });
  status.name = 'qmm';
  return status;
}

export function showProgram(status: LanguageStatusItem, program: Program): void {
  const version = versionOf(program);
  status.text = version === undefined ? 'qmm' : `qmm ${version}`;
  status.detail = ORIGINS[program.origin];
  status.severity = LanguageStatusSeverity.Information;
  status.command = { command: 'qmm.restart', title: 'Restart' };
}

export function showFailure(status: LanguageStatusItem, problem: string): void {
  status.detail = problem;
  status.severity = LanguageStatusSeverity.Error;
  status.command = { command: 'qmm.showLog', title: 'Show the log' };
}

function versionOf({ script }: Program): string | undefined {
  try {
    const facts = readFileSync(join(dirname(script), '..', 'package.json'), 'utf8');
    return (JSON.parse(facts) as { readonly version?: string }).version;
  } catch {
    // A path that somebody set, and that is wrong: starting it will say so.
    return undefined;
  }
}
