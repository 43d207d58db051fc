import { intrinsicParameters, isBinding, type Binding } from '../../../compiler/index.ts';
import type { Parameter } from '../../../grammar/index.ts';
import type { OpenCall } from '../../../grammar/assist/call.ts';
import type { Analysis } from '../workspace.ts';
import type { Candidate, Place } from './completion.ts';

/** Names of the arguments that the call around a place does not have yet. */
export function argumentNames({ analysis, situation: { call } }: Place): Candidate[] {
  if (!call) return [];
  const given = new Set(call.labels);
  const declared = parametersOf(analysis, call);
  if (declared) {
    return declared.parameters
      .filter(({ name }) => !given.has(name.text))
      .map(({ name, span, default: preset }) => ({
        label: name.text,
        kind: 'parameter',
        detail: declared.text.slice(span.start, span.end),
        text: '',
        insert: `${name.text}: `,
        rank: preset ? 0 : 1,
      }));
  }
  return intrinsicParameters(call.name)
    .filter((name) => name.endsWith('?'))
    .map((name) => name.slice(0, -1))
    .filter((name) => !given.has(name))
    .map((label) => ({
      label,
      kind: 'parameter',
      detail: label,
      text: '',
      insert: `${label}: `,
      rank: 0,
    }));
}

/** The parameters of what an open call calls, and the text they stand in; undefined for what the language itself knows. */
export function parametersOf(
  analysis: Analysis,
  { name, span }: Pick<OpenCall, 'name' | 'span'>,
):
  | { readonly parameters: readonly Parameter[]; readonly text: string; readonly of: Binding }
  | undefined {
  const { names, world, module } = analysis;
  const here = names().occurrences.find((one) => one.name.span.start === span.start);
  const binding = here && isBinding(here.means) ? here.means : undefined;
  const top = module.declared.get(name) ?? module.imported.get(name) ?? world.library.get(name);
  const declared = binding ? binding.callee : top;
  const model = binding?.kind === 'model' || top?.kind === 'model' ? top : undefined;
  const callee = declared?.kind === 'function' || declared?.kind === 'circuit' ? declared : model;
  if (callee?.kind !== 'function' && callee?.kind !== 'circuit' && callee?.kind !== 'model')
    return undefined;
  const { parameters, name: declaredName } = callee.declaration;
  return {
    parameters,
    text: world.modules.get(callee.path)?.text ?? '',
    of: { kind: callee.kind, file: callee.path, name: declaredName },
  };
}
