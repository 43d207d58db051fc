import { parse } from '../../grammar/index.ts';
import type { NoiseModel, Program } from '../../runtime/program/index.ts';
import type { Read } from '../1-resolve/load.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readNoise } from './noise.ts';
import type { Reader } from './reader.ts';
import { settingIn } from './target-setting.ts';

export interface DeclaredNoiseRequest {
  readonly file: string;
  readonly text: string;
  /** The name of a target. */
  readonly target: string;
  readonly program: Program;
  readonly read: Read;
}

/** The noise of a target that a text declares, null without any; undefined where it declares none of that name. */
export function declaredNoise({
  file,
  text,
  target,
  program,
  read,
}: DeclaredNoiseRequest):
  { readonly noise: NoiseModel | null; readonly diagnostics: readonly Diagnostic[] } | undefined {
  const declared = parse(text).tree.declarations.find(
    (one) => one.kind === 'target' && one.name.text === target,
  );
  if (declared?.kind !== 'target') return undefined;
  const reader: Reader = { file, text, diagnostics: [], unknown: new Set(), runs: [] };
  const noise = readNoise(reader, settingIn(declared.settings, 'noise'), { read, program });
  return { noise, diagnostics: reader.diagnostics };
}
