import { realpathSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { syntaxDiagnostic } from '../../compiler/diagnostics/syntax.ts';
import { formatText } from '../../compiler/format/format-text.ts';
import { UnreadableText } from '../../compiler/format/unreadable-text.ts';
import { UserProblem } from '../../runtime/program/problem.ts';
import { defineCommand, type Outcome } from '../command.ts';
import { exitCode, UsageError } from '../exit.ts';
import { nodeHost } from '../host.ts';
import { DiagnosedProblem, outcomeOf } from '../problems.ts';
import { missingFile } from '../source.ts';

const standardInput = '-';

interface Formatted {
  readonly before: string;
  readonly after: string;
}

export const fmtCommand = defineCommand({
  options: (yargs) =>
    yargs
      .positional('file', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: '.qmm files, or `-` for standard input to standard output',
      })
      .option('check', {
        type: 'boolean',
        default: false,
        describe: 'only tell which files would change, and end with 1 if any would',
      }),
  run: ({ file: files, check }) => {
    const mode = check ? 'check' : 'write';
    // yargs takes `-` for an option without a name and leaves it out of the files.
    if (!process.argv.includes(standardInput)) return formatFiles(files, mode);
    if (files.length === 0) return formatInput(mode);
    throw new UsageError('`-` stands alone.', 'Format standard input and files one after another.');
  },
});

type Mode = 'check' | 'write';

/** A file that cannot be formatted is left alone and told of; the others are formatted all the same. */
async function formatFiles(files: readonly string[], mode: Mode): Promise<Outcome> {
  const host = nodeHost();
  const changed: string[] = [];
  const failures: Outcome[] = [];
  for (const file of files) {
    try {
      const bytes = host.read(file);
      if (bytes === undefined) throw missingFile(file);
      const { before, after } = await formatBytes(bytes, file);
      if (before === after) continue;
      // What a link leads to is changed, and the link stays one.
      if (mode === 'write') host.write(realpathSync(file), after);
      changed.push(file);
    } catch (error) {
      const outcome = outcomeOf(error);
      if (!outcome) throw error;
      failures.push(outcome);
    }
  }
  const isWrong = failures.length > 0 || (mode === 'check' && changed.length > 0);
  const verb = mode === 'check' ? 'would change' : 'formatted';
  const unchanged = failures.length > 0 ? '' : 'Nothing to change.';
  return {
    fields: { changed },
    text: changed.length > 0 ? changed.map((file) => `${file} ${verb}`).join('\n') : unchanged,
    diagnostics: failures.flatMap(({ diagnostics = [] }) => diagnostics),
    sources: new Map(failures.flatMap(({ sources }) => [...(sources ?? [])])),
    exit: isWrong ? exitCode.input : exitCode.done,
  };
}

async function formatInput(mode: Mode): Promise<Outcome> {
  const { before, after } = await formatBytes(await buffer(process.stdin), standardInput);
  const isChanged = before !== after;
  const changed = isChanged ? [standardInput] : [];
  if (mode === 'write') return { fields: { changed, text: after }, text: after };
  return {
    fields: { changed },
    text: isChanged ? 'Standard input would change.' : 'Nothing to change.',
    exit: isChanged ? exitCode.input : exitCode.done,
  };
}

async function formatBytes(bytes: Uint8Array, file: string): Promise<Formatted> {
  const before = decode(bytes, file);
  try {
    return { before, after: await formatText(before) };
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    const found = error.problems.map((problem) => syntaxDiagnostic(problem, file));
    throw new DiagnosedProblem(found, new Map([[file, before]]));
  }
}

/** Bytes that are no text would not survive being written again. */
function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `\`${file}\` is not UTF-8 text.`,
      help: 'Save it as UTF-8 in your editor. It was left alone.',
      file,
    });
  }
}
