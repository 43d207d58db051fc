import type { Expression } from '../../grammar/tree.ts';
import { UserProblem } from '../../runtime/program/index.ts';
import { join, type Read } from '../1-resolve/load.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Device } from '../targets/device.ts';
import { generatedDevice } from '../targets/generated.ts';
import { LIBRARY_NAMES, libraryDevicePath } from '../targets/library.ts';
import { parseDevice } from '../targets/parse.ts';
import { at, callIn, textArgument, wrong, type Reader } from './reader.ts';

/** What `device("NAME")` of a setting means: a device of the library, a pattern such as `linear:8`, or a file. */
export function deviceIn(reader: Reader, expression: Expression, read: Read): Device | undefined {
  const call = callIn(expression);
  const name = call?.name === 'device' ? textArgument(call, 'name', 0) : undefined;
  if (name === undefined) {
    wrong(reader, expression, 'The machine', '`device("name")`');
    return undefined;
  }
  const generated = generatedDevice(name);
  if (generated !== undefined) return generated;
  const stored = libraryDevicePath(name);
  const path = stored ?? (isPath(name) ? join(reader.file, name) : undefined);
  const text = path === undefined ? undefined : read(path);
  if (path === undefined || text === undefined) {
    noDevice(reader, expression, name, path);
    return undefined;
  }
  try {
    return parseDevice(text, path, stored === undefined ? 'file' : 'library', read);
  } catch (error) {
    if (!(error instanceof UserProblem)) throw error;
    const { message, help } = error.details;
    const extras = help === undefined ? {} : { help };
    reader.diagnostics.push(
      diagnose('value-unreadable', 'given', at(reader, expression), { message }, extras),
    );
    return undefined;
  }
}

function isPath(name: string): boolean {
  return /[./\\]/.test(name);
}

function noDevice(
  reader: Reader,
  expression: Expression,
  name: string,
  path: string | undefined,
): void {
  const place = at(reader, expression);
  if (path !== undefined) {
    const message = `There is no device file \`${path}\`.`;
    reader.diagnostics.push(diagnose('file-not-found', 'given', place, { message }));
    return;
  }
  const near = nearest(name, LIBRARY_NAMES);
  const help =
    near === undefined
      ? '`qmm targets` lists the devices; a device file is given by its path, and `linear:8` is a line of eight.'
      : `Did you mean \`${near}\`?`;
  reader.diagnostics.push(
    diagnose('unknown-name', 'default', place, { what: 'device', name }, { help }),
  );
}
