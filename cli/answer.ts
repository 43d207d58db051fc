import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import type { Outcome } from './command.ts';
import { exitCode, type ExitCode, UsageError } from './exit.ts';
import { packageFacts } from './package.ts';
import type { Session } from './session.ts';

/** Prints what a command found and gives the exit code: the result to standard output, the rest to standard error. */
export async function answer(
  command: string,
  outcome: Outcome,
  session: Session,
): Promise<ExitCode> {
  const diagnostics = outcome.diagnostics ?? [];
  const code = outcome.exit ?? (hasErrors(diagnostics) ? exitCode.input : exitCode.done);
  if (outcome.silent) return code;
  const sources = outcome.sources ?? new Map<string, string>();
  if (session.json) {
    const { diagnosticToJson } = await import('../compiler/diagnostics/render/json.ts');
    const shown = diagnostics.map((diagnostic) => diagnosticToJson(diagnostic, sources));
    const common = { version: 1, ok: code === exitCode.done, command, diagnostics: shown };
    session.out.write(`${JSON.stringify({ ...common, ...outcome.fields }, null, 2)}\n`);
    return code;
  }
  if (diagnostics.length > 0) {
    const { renderDiagnostics } = await import('../compiler/diagnostics/render/terminal.ts');
    session.err.write(renderDiagnostics(diagnostics, sources, session.err));
  }
  if (outcome.text !== '') session.out.write(outcome.text.replace(/\n*$/, '\n'));
  return code;
}

/** Prints why nothing could be found, whatever was thrown. */
export async function answerError(
  command: string,
  error: unknown,
  session: Session,
): Promise<ExitCode> {
  if (error instanceof UsageError) return answerUsage(command, error, session);
  const { outcomeOf } = await import('./problems.ts');
  const outcome = outcomeOf(error);
  return outcome ? answer(command, outcome, session) : answerFault(command, error, session);
}

function answerUsage(command: string, error: UsageError, session: Session): ExitCode {
  const { paint } = session.err;
  if (session.json) {
    const fields = { usage: error.message, ...(error.help === '' ? {} : { help: error.help }) };
    const document = { version: 1, ok: false, command, diagnostics: [], ...fields };
    session.out.write(`${JSON.stringify(document, null, 2)}\n`);
  } else {
    session.err.write(`${paint.error('qmm:')} ${error.message}\n`);
    if (error.help !== '') session.err.write(`${error.help}\n`);
  }
  return exitCode.usage;
}

function answerFault(command: string, error: unknown, session: Session): ExitCode {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const { version, report } = packageFacts();
  if (session.json) {
    const document = { version: 1, ok: false, command, diagnostics: [], fault: message };
    session.out.write(`${JSON.stringify(document, null, 2)}\n`);
  }
  session.err.write(
    `${session.err.paint.error('qmm failed, and it is not your fault:')} ${message}\n` +
      `Please report it at ${report}, with your command and "qmm ${version}, Node ${process.version}".\n`,
  );
  const traced = process.env['QMM_DEBUG'] === '1' && error instanceof Error;
  session.err.write(traced ? `${error.stack ?? ''}\n` : 'QMM_DEBUG=1 shows where it happened.\n');
  return exitCode.fault;
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
