import { catalogue, isCode } from '../compiler/diagnostics/catalogue.ts';
import type { Diagnostic, Location } from '../compiler/diagnostics/diagnostic.ts';
import { type ProblemDetails, UserProblem } from '../runtime/program/problem.ts';
import type { Outcome } from './command.ts';
import { exitCode } from './exit.ts';
import { readText } from './host.ts';

/** Thrown where a command cannot go on for what the compiler found. */
export class DiagnosedProblem extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
  constructor(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join('\n'));
    this.name = 'DiagnosedProblem';
    this.diagnostics = diagnostics;
    this.sources = sources;
  }
}

/** What to tell about something thrown that the user can mend; undefined for a fault of ours. */
export function outcomeOf(error: unknown): Outcome | undefined {
  if (error instanceof DiagnosedProblem) {
    const { diagnostics, sources } = error;
    return { fields: {}, text: '', diagnostics, sources, exit: exitCode.input };
  }
  const details = error instanceof UserProblem ? error.details : machineProblem(error);
  if (!details) return undefined;
  const sources = new Map<string, string>();
  const diagnostic = problemToDiagnostic(details, sources);
  return { fields: {}, text: '', diagnostics: [diagnostic], sources, exit: exitCode.input };
}

/**
 * What the runtime found as the compiler would show it.
 * @param sources receives the texts that the diagnostic points into
 */
export function problemToDiagnostic(
  details: ProblemDetails,
  sources: Map<string, string>,
): Diagnostic {
  const [at, ...others] = placesOf(details, sources);
  return {
    code: isCode(details.code) ? details.code : 'argument-invalid',
    severity: isCode(details.code) ? catalogue[details.code].severity : 'error',
    title: isCode(details.code) ? catalogue[details.code].title : details.code,
    message: details.message,
    at: at ?? { file: '', start: 0, end: 0 },
    label: '',
    related: others.map((place) => ({ at: place, label: '' })),
    ...(details.help === undefined ? {} : { help: details.help }),
    fixes: [],
  };
}

/** Where to look first: the line of a table, then the source, then a file that shows no text. */
function placesOf(details: ProblemDetails, sources: Map<string, string>): Location[] {
  const { place, file, line } = details;
  const row = file === undefined || line === undefined ? [] : [linePlace(file, line, sources)];
  const source = place && addSource(place.file, sources) !== undefined ? [place] : [];
  const found = [...row, ...source];
  return found.length > 0 || file === undefined ? found : [{ file, start: 0, end: 0 }];
}

function linePlace(file: string, line: number, sources: Map<string, string>): Location {
  const text = addSource(file, sources) ?? '';
  const start = startOfLine(text, line);
  const end = text.indexOf('\n', start);
  return { file, start, end: end < 0 ? text.length : end };
}

function addSource(file: string, sources: Map<string, string>): string | undefined {
  const text = readText(file);
  if (text !== undefined) sources.set(file, text);
  return text;
}

function startOfLine(text: string, line: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return start;
    start = end + 1;
  }
  return start;
}

const machineWords: Readonly<Record<string, string>> = {
  EACCES: 'may not be opened or written by you',
  EPERM: 'may not be changed by you',
  EROFS: 'is on a read-only disk',
  ENOSPC: 'does not fit: the disk is full',
  EDQUOT: 'does not fit: your share of the disk is full',
  ENOTDIR: 'goes through something that is not a folder',
  EISDIR: 'is a folder, where a file was meant',
  ENAMETOOLONG: 'is too long a name for this disk',
};

/** The machine refused a file: mostly the user's to mend, and never worth a stack trace. */
function machineProblem(error: unknown): ProblemDetails | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return undefined;
  const words = machineWords[String(error.code)];
  if (words === undefined) return undefined;
  const path = String(error.path).replace(/\.\d+\.part$/, '');
  return { code: 'argument-invalid', message: `\`${path}\` ${words}.`, file: path };
}
