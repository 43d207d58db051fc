import { ansi, type Paint, plain } from '../compiler/diagnostics/render/paint.ts';

/** Where a command may write while it works, and how it looks there. */
export interface Session {
  /** One JSON document on standard output instead of text. */
  readonly json: boolean;
  readonly out: Terminal;
  readonly err: Terminal;
}

interface Terminal {
  write(text: string): void;
  readonly paint: Paint;
  /** Cells of a line. */
  readonly width: number;
  /** A person is watching: lines may be overwritten. */
  readonly live: boolean;
}

export function openSession(json: boolean): Session {
  return { json, out: terminalOf(process.stdout), err: terminalOf(process.stderr) };
}

function terminalOf(stream: NodeJS.WriteStream): Terminal {
  // Node's types promise these of every stream; a pipe has none of them.
  const screen: Partial<Pick<NodeJS.WriteStream, 'hasColors' | 'columns' | 'isTTY'>> = stream;
  const colours = screen.isTTY === true && screen.hasColors?.() === true;
  return {
    write: (text) => void stream.write(text),
    paint: colours ? ansi : plain,
    width: screen.columns ?? 100,
    live: screen.isTTY === true && process.env['TERM'] !== 'dumb' && !process.env['CI'],
  };
}
