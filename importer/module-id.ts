/** Which part of a .qmm file an import asks for. */
export interface ModuleId {
  /** Of the file. */
  readonly path: string;
  /** All its models; one of them; or what training that one needs. */
  readonly part: 'index' | 'model' | 'run';
  /** Of the model; empty for all of them. */
  readonly name: string;
}

/** `av-digits.qmm`, `av-digits.qmm?model=AvDigits`, `av-digits.qmm?run=AvDigits`; undefined for anything else. */
export function parseId(id: string): ModuleId | undefined {
  const [, path, query] = /^([^?]+\.qmm)(?:\?(.*))?$/.exec(id) ?? [];
  if (path === undefined) return undefined;
  const asked = new URLSearchParams(query);
  for (const part of ['model', 'run'] as const) {
    const name = asked.get(part);
    if (name !== null) return { path, part, name };
  }
  return { path, part: 'index', name: '' };
}
