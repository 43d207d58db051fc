import {
  CompletionItemKind,
  InsertTextFormat,
  type CompletionItem,
} from 'vscode-languageserver/node';
import type { Completion, CompletionKind } from '../../service/index.ts';
import { markdown } from '../markup.ts';
import { toRange } from '../places.ts';
import { subjectOf, type Session, type Subject } from '../session.ts';

/** What helps while a line is being written: completion and signatures. */
export function registerTyping(session: Session): void {
  const { connection, service } = session;
  connection.onCompletion(({ textDocument, position }) => {
    const subject = subjectOf(session, textDocument);
    if (!subject) return [];
    return service
      .completionsAt(subject.path, subject.offset(position))
      .map((one, index) => toItem(session, subject, one, index));
  });
  connection.onSignatureHelp(({ textDocument, position }) => {
    const subject = subjectOf(session, textDocument);
    const found = subject && service.signatureAt(subject.path, subject.offset(position));
    if (!found) return null;
    const { label, text, parameters, active } = found;
    return {
      activeSignature: 0,
      activeParameter: active ?? null,
      signatures: [
        {
          label,
          documentation: markdown([], text),
          parameters: parameters.map(({ start, end }) => ({ label: [start, end] })),
        },
      ],
    };
  });
}

function toItem(
  { places }: Session,
  { range }: Subject,
  completion: Completion,
  index: number,
): CompletionItem {
  const { label, kind, detail, text, insert, span, edits } = completion;
  return {
    label,
    kind: kinds[kind],
    ...(detail === '' ? {} : { detail }),
    ...(text === '' ? {} : { documentation: markdown([], text) }),
    // In the order of the service: the protocol knows only texts to sort by.
    sortText: String(index).padStart(4, '0'),
    insertTextFormat: InsertTextFormat.PlainText,
    textEdit: { range: range(span), newText: insert },
    ...(edits.length === 0
      ? {}
      : {
          additionalTextEdits: edits.map((edit) => ({
            range: toRange(edit.at, places),
            newText: edit.text,
          })),
        }),
  };
}

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  gate: CompletionItemKind.Operator,
  intrinsic: CompletionItemKind.Function,
  type: CompletionItemKind.TypeParameter,
  setting: CompletionItemKind.Property,
  size: CompletionItemKind.Value,
  function: CompletionItemKind.Function,
  circuit: CompletionItemKind.Method,
  model: CompletionItemKind.Class,
  data: CompletionItemKind.Module,
  target: CompletionItemKind.Module,
  run: CompletionItemKind.Event,
  stage: CompletionItemKind.Event,
  alias: CompletionItemKind.Reference,
  let: CompletionItemKind.Variable,
  param: CompletionItemKind.Variable,
  fit: CompletionItemKind.Variable,
  modality: CompletionItemKind.Field,
  label: CompletionItemKind.Field,
  readout: CompletionItemKind.Field,
  objective: CompletionItemKind.Field,
  metric: CompletionItemKind.Field,
  register: CompletionItemKind.Variable,
  parameter: CompletionItemKind.Variable,
  index: CompletionItemKind.Variable,
};
