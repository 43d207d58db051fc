import type { Line } from '../lines.ts';
import { propertyKey, quoted } from './identifiers.ts';
import { braces, call, enclosed } from './layout.ts';
import type { StepScope } from './step-scope.ts';

/** Reads one input of a sample: its numbers, checked, or the indices of its words or classes. */
export function inputStep(
  { model, lists, given, indent }: StepScope,
  name: string,
  head: string,
  origin: number,
): readonly Line[] {
  const { type, shape } = model.program.inputs.find((each) => each.name === name)!;
  const key = propertyKey(name);
  const value = key === name ? `${given}.${name}` : `${given}[${key}]`;
  const shapeCode = `[${shape.join(', ')}]`;
  const at = { origin, indent };
  const listOf = (kind: 'vocabulary' | 'classes', of: string): string =>
    `weights.${model.weights.find((each) => each.kind === kind && each.key === of)?.name ?? ''}`;
  switch (type.kind) {
    case 'text': {
      const { words, vocabulary, unknown } = type;
      const args = [quoted(name), value, listOf('vocabulary', name)].join(', ');
      const about = [`words: ${words}`, `vocabulary: ${vocabulary}`, `unknown: '${unknown}'`];
      return enclosed(`${head}textInput(${args}, { `, about, ' });', at).map(braces);
    }
    case 'word': {
      const args = [quoted(name), value, listOf('vocabulary', type.modality), shapeCode];
      return call(`${head}classInput`, args, ';', at);
    }
    case 'class': {
      const declared = lists.find(({ input }) => input.name === name)?.constant;
      const args = [quoted(name), value, declared ?? listOf('classes', name), shapeCode];
      return call(`${head}classInput`, args, ';', at);
    }
    default:
      return call(`${head}numbersInput`, [quoted(name), value, shapeCode], ';', at);
  }
}
