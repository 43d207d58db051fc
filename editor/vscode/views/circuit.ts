import type { FromCircuitPage, ToCircuitPage } from '../circuit/messages.ts';
import { connect } from './host.ts';

const picture = document.querySelector('main')!;
const note = document.querySelector('#note')!;

const host = connect(({ data: message }: MessageEvent<ToCircuitPage>) => {
  switch (message.kind) {
    case 'picture':
      picture.innerHTML = message.svg;
      for (const part of parts()) part.setAttribute('tabindex', '0');
      setStale('');
      break;
    case 'fresh':
      setStale('');
      break;
    case 'stale':
      setStale(message.reason);
      break;
    case 'mark':
      mark(new Set(message.parts));
      break;
  }
});

function parts(): SVGElement[] {
  return [...picture.querySelectorAll<SVGElement>('[data-part]')];
}

function setStale(reason: string): void {
  note.textContent = reason;
  picture.classList.toggle('stale', reason !== '');
}

function mark(marked: ReadonlySet<string>): void {
  let first: SVGElement | undefined;
  for (const part of parts()) {
    const isMarked = marked.has(part.dataset['part'] ?? '');
    part.classList.toggle('marked', isMarked);
    if (isMarked) first ??= part;
  }
  first?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function choose(event: Event): void {
  const target = event.target instanceof Element ? event.target : undefined;
  const part = target?.closest<SVGElement>('[data-part]')?.dataset['part'];
  if (part === undefined) return;
  const message: FromCircuitPage = { kind: 'choose', part };
  host.postMessage(message);
}

picture.addEventListener('click', choose);
picture.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' || event.key === ' ') choose(event);
});
