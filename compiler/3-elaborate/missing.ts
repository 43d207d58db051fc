import type { Location } from '../diagnostics/diagnostic.ts';
import { textAt, type Frame } from './frame.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import { listed, refuse } from './report.ts';
import { union, type Tensor } from './value.ts';

/** A value that may be missing must not meet another modality before something stands in for it. */
export function checkMissing(
  frame: Frame,
  at: Location,
  parts: readonly Tensor[],
  places: readonly Location[],
): void {
  const { optional } = frame.elaboration;
  const sources = union(...parts.map((part) => part.sources));
  if (sources.size < 2) return;
  for (const [index, part] of parts.entries()) {
    const modality = [...part.needs].find((name) => optional.has(name));
    if (modality === undefined || [...sources].every((source) => part.sources.has(source)))
      continue;
    const others = listed(
      [...sources].filter((source) => source !== modality).map((source) => `\`${source}\``),
    );
    const place = places[index] ?? at;
    const otherwise = `else zeros(${part.shape.join(', ')})`;
    refuse(
      'may-be-missing',
      'default',
      place,
      { modality, others },
      {
        label: `missing where \`${modality}\` is`,
        help: `Add \`${otherwise}\`, or a learned \`param\` after \`else\`.`,
        fixes: [standIn(frame, place, at, otherwise)],
      },
    );
  }
}

/** `else` binds loosest: a part of a join takes it as it is, an operand wants parentheses. */
function standIn(frame: Frame, part: Location, whole: Location, otherwise: string): Fix {
  const text = frame.elaboration.world.modules.get(part.file)?.text ?? '';
  const joined = text[whole.start] === '[';
  const [open, close] = joined ? ['', ` ${otherwise}`] : ['(', ` ${otherwise})`];
  return {
    title: `Write \`${open}${textAt(frame, part)}${close}\``,
    edits: [
      { at: { ...part, end: part.start }, text: open },
      { at: { ...part, start: part.end }, text: close },
    ],
  };
}
