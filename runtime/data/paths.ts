/** A path as the user wrote it, seen from a folder; `.` and `..` are resolved, an absolute path stays. */
export function joinPath(folder: string, path: string): string {
  const whole = isAbsolute(path) || folder === '' ? path : `${folder}/${path}`;
  if (isPlain(whole)) return whole;
  const kept: string[] = [];
  for (const part of whole.replaceAll('\\', '/').split('/')) {
    if (part === '.' || (part === '' && kept.length > 0)) continue;
    const last = kept.at(-1);
    if (part === '..' && last !== undefined && last !== '..' && last !== '') kept.pop();
    else kept.push(part);
  }
  return kept.join('/') || '.';
}

/** The folder that a file stands in; empty for a bare name. */
export function folderOf(path: string): string {
  const normal = path.replaceAll('\\', '/');
  const slash = normal.lastIndexOf('/');
  if (slash === 0) return '/';
  return normal.slice(0, Math.max(slash, 0));
}

/** Is there nothing to resolve? */
function isPlain(path: string): boolean {
  return path !== '' && !/\\|\/\/|(^|\/)\.\.?(\/|$)|\/$/.test(path);
}

function isAbsolute(path: string): boolean {
  return /^([/\\]|[A-Za-z]:[/\\])/.test(path);
}
