import * as v from 'valibot';
import { UserProblem } from '../../program/index.ts';

/**
 * JSON as Python's `json` writes it, with the bare words `NaN`, `Infinity` and `-Infinity` for numbers that JSON has
 * not.
 * @throws UserProblem `answer-unreadable`
 */
export function parseAnswer(text: string): unknown {
  const words = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;
  const valid = text.replace(words, (word) => {
    if (word === 'NaN') return `{"${NOT_A_NUMBER}":0}`;
    // Beyond the largest float64, which JavaScript reads as infinite.
    return word.startsWith('"') ? word : word.replace('Infinity', '1e999');
  });
  try {
    return JSON.parse(valid, (_, value: unknown) =>
      typeof value === 'object' && value !== null && NOT_A_NUMBER in value ? NaN : value,
    );
  } catch {
    throw unreadable(text === '' ? 'it is empty' : 'it is no JSON, or breaks off');
  }
}

/** @throws UserProblem `answer-unreadable` where the value has another form */
export function answerAs<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw unreadable(`at \`${v.getDotPath(issue) ?? 'the top'}\`, ${issue.message.toLowerCase()}`);
}

export function unreadable(what: string): UserProblem {
  return new UserProblem({
    code: 'answer-unreadable',
    message: `The machine's answer cannot be read: ${what}.`,
    help: 'Ask for the results again; if it stays so, report it with the job id.',
  });
}

const NOT_A_NUMBER = '__not_a_number__';
