import type { Line } from '../lines.ts';
import type { ParameterText } from './parts.ts';

/** Does a name occur in some lines of code? */
export function isUsed(name: string, lines: readonly Line[]): boolean {
  const word = new RegExp(`(?<![\\w$.'])${name}(?![\\w$'])`, 'u');
  return lines.some(({ text }) => !text.trimStart().startsWith('//') && word.test(text));
}

/** Parameters, of which those that a body does not read are marked: all modules are called alike. */
export function unusedMarked(
  parameters: readonly ParameterText[],
  body: readonly Line[],
): readonly ParameterText[] {
  return parameters.map((parameter) =>
    isUsed(parameter.name, body) ? parameter : { ...parameter, name: `_${parameter.name}` },
  );
}
