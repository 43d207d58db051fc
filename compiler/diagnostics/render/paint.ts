/** How the parts of a message look; text in, text out. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  /** What stands beside the source: line numbers, frame, secondary labels. */
  readonly frame: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
}

/** For files, pipes and `NO_COLOR`. */
export const plain: Paint = {
  error: same,
  warning: same,
  frame: same,
  strong: same,
  faint: same,
  good: same,
};

/** The sixteen colours every terminal has (ECMA-48). */
export const ansi: Paint = {
  error: wrapIn('1;31', '22;39'),
  warning: wrapIn('1;33', '22;39'),
  frame: wrapIn('34', '39'),
  strong: wrapIn('1', '22'),
  faint: wrapIn('2', '22'),
  good: wrapIn('32', '39'),
};

function same(text: string): string {
  return text;
}

function wrapIn(open: string, close: string): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001b[${open}m${text}\u001b[${close}m`);
}
