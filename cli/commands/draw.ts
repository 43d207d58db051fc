import type { Run } from '../../runtime/program/run.ts';
import { drawHtml, drawSvg, drawText, type Level } from '../../runtime/draw/index.ts';
import { chooseNamed } from '../choose-runs.ts';
import { defineCommand } from '../command.ts';
import { UsageError } from '../exit.ts';
import { nodeHost } from '../host.ts';
import { readValidSource } from '../source.ts';
import { distinctPrograms } from '../distinct.ts';

const drawings = { text: drawText, svg: drawSvg, html: drawHtml } as const;
const formats = ['text', 'svg', 'html'] as const;
const levels = ['source', 'lowered'] as const satisfies readonly Level[];

export const drawCommand = defineCommand({
  options: (yargs) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: '.qmm file' })
      .positional('name', { type: 'string', describe: 'one of its runs or models' })
      .option('to', { choices: formats, default: 'text' as const, requiresArg: true })
      .option('level', {
        choices: levels,
        default: 'source' as const,
        requiresArg: true,
        describe: 'circuits as they are called, or every gate',
      })
      .option('out', { type: 'string', requiresArg: true, describe: 'file to write' }),
  run: async ({ file, name, to, level, out }, session) => {
    const { runs, diagnostics, sources } = await readValidSource(file);
    const chosen = distinctPrograms(chooseNamed(runs, file, name));
    if (to !== 'text' && chosen.length > 1) throw oneAtATime(file, chosen);
    const draw = drawings[to];
    const width = out === undefined ? session.out.width : 100;
    const text = chosen.map(({ program }) => draw(program, { level, width })).join('\n');
    if (out === undefined) return { fields: { text }, text, diagnostics, sources };
    nodeHost().write(out, text);
    return { fields: { out }, text: `Drawn in ${out}`, diagnostics, sources };
  },
});

function oneAtATime(file: string, runs: readonly Run[]): UsageError {
  const names = runs.map((run) => `\`${run.name}\``).join(', ');
  return new UsageError(
    `\`${file}\` has several models, and such a picture shows one.`,
    `Add one of their names: ${names}.`,
  );
}
