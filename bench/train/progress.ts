/** Tells whoever waits what is being done now. */
export type Progress = (doing: string) => void;

/** Lines on the error stream, each with the time since the beginning. */
export function progressLines(): Progress {
  const started = performance.now();
  return (doing) => {
    const seconds = (performance.now() - started) / 1000;
    process.stderr.write(`${seconds.toFixed(0).padStart(5)} s  ${doing}\n`);
  };
}
