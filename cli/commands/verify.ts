import { emitOpenqasm3 } from '../../compiler/emit/openqasm3/index.ts';
import {
  findingText,
  verdictLines,
  verifyTexts,
  type Text,
  type VerifiedTexts,
} from '../../compiler/verify/index.ts';
import { chooseNamed } from '../choose-runs.ts';
import { defineCommand } from '../command.ts';
import { distinctPrograms } from '../distinct.ts';
import { exitCode, UsageError } from '../exit.ts';
import { readText } from '../host.ts';
import { wholeNumber } from '../numbers.ts';
import { missingFile, readValidSource } from '../source.ts';

export const verifyCommand = defineCommand({
  options: (yargs) =>
    yargs
      .positional('a', { type: 'string', demandOption: true, describe: '.qasm or .qmm file' })
      .positional('b', { type: 'string', demandOption: true, describe: 'another one' })
      .option('model', {
        type: 'string',
        requiresArg: true,
        describe: 'which run or model of a .qmm file',
      })
      .option('circuit', {
        type: 'string',
        requiresArg: true,
        describe: 'which circuit of a .qmm file, from 1',
      })
      .option('layout', {
        type: 'string',
        requiresArg: true,
        describe: "where B has A's qubits, in order: '$3 $5' (files that qmm compiled say so)",
      })
      .option('final-layout', {
        type: 'string',
        requiresArg: true,
        describe: 'where B has them at the end (default: as at the start)',
      })
      .option('seed', {
        type: 'string',
        requiresArg: true,
        describe: 'of the numbers that are tried (0)',
      }),
  run: async (given) => {
    const which = {
      model: given.model,
      circuit: given.circuit === undefined ? undefined : wholeNumber('circuit', given.circuit),
    };
    const texts = [await textOf(given.a, which), await textOf(given.b, which)] as const;
    const result = verifyTexts(...texts, {
      ...layoutOf(given.layout, given['final-layout']),
      seed: given.seed === undefined ? 0 : wholeNumber('seed', given.seed),
    });
    const isSame = result.verdict.verdict === 'equivalent';
    return {
      fields: fieldsOf(result),
      text: verdictLines(result).join('\n'),
      exit: isSame ? exitCode.done : exitCode.input,
    };
  },
});

interface Which {
  readonly model: string | undefined;
  readonly circuit: number | undefined;
}

/** A file as OpenQASM: a model is written as such, with its features and weights as inputs. */
async function textOf(file: string, { model, circuit }: Which): Promise<Text> {
  const { runs } = await readValidSource(file);
  if (file.endsWith('.qasm')) {
    const text = readText(file);
    if (text === undefined) throw missingFile(file);
    return { path: file, text };
  }
  const programs = distinctPrograms(chooseNamed(runs, file, model));
  const [run] = programs;
  if (programs.length > 1) {
    const names = programs.map(({ name }) => `\`${name}\``).join(', ');
    throw new UsageError(
      `\`${file}\` has several models.`,
      `Say which with \`--model\`: ${names}.`,
    );
  }
  const { program } = run!;
  const count = program.circuits.length;
  const index = (circuit ?? 1) - 1;
  if (index < 0 || index >= count || (circuit === undefined && count > 1)) {
    throw new UsageError(
      `\`${file}\` has ${count === 1 ? 'one circuit' : `${count} circuits`}.`,
      count === 0
        ? 'Only circuits can be compared.'
        : `Say which with \`--circuit\`, from 1 to ${count}.`,
    );
  }
  return { path: file, text: emitOpenqasm3(program, index, { form: 'logical' }).text };
}

function layoutOf(
  start: string | undefined,
  end: string | undefined,
): { layout?: { start: readonly string[]; end: readonly string[] } } {
  if (start === undefined) {
    if (end === undefined) return {};
    throw new UsageError(
      '`--final-layout` goes with `--layout`.',
      "Say first where the qubits start: `--layout '$3 $5'`.",
    );
  }
  const names = (text: string): readonly string[] =>
    text
      .split(/[\s,]+/)
      .filter((name) => name !== '')
      .map((name) => (/^\d+$/.test(name) ? `$${name}` : name));
  return { layout: { start: names(start), end: names(end ?? start) } };
}

function fieldsOf({ verdict, first, inputs }: VerifiedTexts): Readonly<Record<string, unknown>> {
  const { verdict: name, relation, how } = verdict;
  if (verdict.verdict !== 'different') return { verdict: name, relation, how };
  const { values, start, finding } = verdict.counterexample;
  return {
    verdict: name,
    relation,
    how,
    counterexample: {
      inputs: Object.fromEntries(inputs.map((input, k) => [input, values[k]!])),
      ...(start && {
        start: Object.fromEntries(start.map((state, k) => [first.qubits[k]!, state])),
      }),
      ...finding,
      text: findingText(finding, first.qubits, first.bits),
    },
  };
}
