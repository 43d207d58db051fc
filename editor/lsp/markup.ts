import { MarkupKind, type MarkupContent } from 'vscode-languageserver/node';

/** Lines of the language above words about them, figures, and a drawing below. */
export function markdown(
  code: readonly string[],
  text: string,
  figures = '',
  drawing = '',
): MarkupContent {
  const parts = [
    code.length > 0 ? `\`\`\`qmm\n${code.join('\n')}\n\`\`\`` : '',
    text,
    figures,
    drawing === '' ? '' : `\`\`\`text\n${drawing}\n\`\`\``,
  ];
  return { kind: MarkupKind.Markdown, value: parts.filter((part) => part !== '').join('\n\n') };
}
