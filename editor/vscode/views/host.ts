/** What a page of a panel may ask of the editor around it. */
interface Host {
  postMessage(message: unknown): void;
}

declare function acquireVsCodeApi(): Host;

/** Listens to the editor around the page, and tells it so. It can be done once in the life of a page. */
export function connect(listener: (event: MessageEvent) => void): Host {
  const host = acquireVsCodeApi();
  window.addEventListener('message', listener);
  host.postMessage({ kind: 'ready' });
  return host;
}
