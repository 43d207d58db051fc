import { intrinsicParameters } from '../../compiler/index.ts';
import type { OpenCall } from '../../grammar/assist/call.ts';
import type { Assist } from '../../grammar/assist/situation.ts';
import { parametersOf } from './completion/argument-names.ts';
import { documentedBinding } from './declarations.ts';
import { functionDocs } from './words/functions.ts';
import { gateDocs } from './words/gates.ts';
import type { Workspace } from './workspace.ts';

/** What a call takes, and which of it is being typed. */
export interface Signature {
  /** The header as it is declared. */
  readonly label: string;
  readonly text: string;
  /** Spans in the label, in order. */
  readonly parameters: readonly { readonly start: number; readonly end: number }[];
  /** The one under the cursor; undefined where there are more arguments than parameters. */
  readonly active: number | undefined;
}

/** The signature of the innermost call that is open at an offset. */
export function signatureAt(
  workspace: Workspace,
  assist: Assist,
  path: string,
  offset: number,
): Signature | undefined {
  const analysis = workspace.analysisOf(path);
  const call = analysis && assist(analysis.text, offset)?.call;
  if (!call) return undefined;
  const declared = parametersOf(analysis, call);
  if (!declared) return builtinSignature(call);
  const doc = documentedBinding(workspace, declared.of);
  const label = doc?.header ?? call.name;
  const texts = declared.parameters.map(({ span }) => declared.text.slice(span.start, span.end));
  const names = declared.parameters.map(({ name }) => name.text);
  return {
    label,
    text: doc?.doc ?? '',
    parameters: spansIn(label, texts),
    active: activeOf(call, names),
  };
}

function builtinSignature(call: OpenCall): Signature | undefined {
  const names = intrinsicParameters(call.name).map((name) => name.replace(/[?.]+$/, ''));
  const doc = functionDocs[call.name] ?? gateDocs[call.name];
  if (!doc) return undefined;
  const shown = intrinsicParameters(call.name);
  const label = shown.length > 0 ? `${call.name}(${shown.join(', ')})` : doc.usage;
  const rest = shown.findIndex((name) => name.endsWith('...'));
  const active = activeOf(call, names);
  return {
    label,
    text: [doc.text, `\`${doc.usage}\``].join('\n\n'),
    parameters: spansIn(label, shown),
    active: active === undefined && rest >= 0 ? rest : active,
  };
}

/** Arguments without names follow what stands before the call: `x |> f(` has its first already. */
function activeOf(call: OpenCall, names: readonly string[]): number | undefined {
  const label = call.labels.at(-1);
  if (label !== null && label !== undefined) {
    const named = names.indexOf(label);
    return named < 0 ? undefined : named;
  }
  const handed = call.before === '|>' ? 1 : call.encoded;
  const position = handed + call.labels.length - 1;
  return position < names.length ? position : undefined;
}

function spansIn(label: string, texts: readonly string[]): Signature['parameters'] {
  let from = label.indexOf('(') + 1;
  return texts.map((text) => {
    const flat = text.replace(/\s*\n\s*/g, ' ');
    const start = label.indexOf(flat, from);
    if (start < 0) return { start: 0, end: 0 };
    from = start + flat.length;
    return { start, end: from };
  });
}
