import type { Location } from '../diagnostics/diagnostic.ts';
import { textAt, type Frame } from './frame.ts';
import { refuse } from './report.ts';
import { union, type Tensor } from './value.ts';

/** A value that may be missing must not meet another modality before something stands in for it. */
export function checkMissing(frame: Frame, at: Location, parts: readonly Tensor[]): void {
  const { optional } = frame.elaboration;
  const sources = union(...parts.map((part) => part.sources));
  if (sources.size < 2) return;
  for (const part of parts) {
    const modality = [...part.needs].find((name) => optional.has(name));
    if (modality === undefined || [...sources].every((source) => part.sources.has(source)))
      continue;
    refuse(
      'may-be-missing',
      'default',
      at,
      { modality },
      {
        label: `\`${textAt(frame, at)}\` needs it`,
        help: `Add \`else zeros(${part.shape.join(', ')})\`, or a learned \`param\`, behind the value of \`${modality}\`.`,
      },
    );
  }
}
