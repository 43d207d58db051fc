import type { FromCircuitPage, ToCircuitPage } from '../circuit/messages.ts';
import { connect } from './host.ts';

const picture = document.querySelector('main')!;
const note = document.querySelector('#note')!;
const allGates = document.querySelector<HTMLInputElement>('#all')!;

const host = connect(({ data: message }: MessageEvent<ToCircuitPage>) => {
  switch (message.kind) {
    case 'picture':
      // The same again would take away what is chosen with the keyboard.
      if (shown !== message.svg) show(message.svg);
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

let shown = '';

function show(svg: string): void {
  shown = svg;
  picture.innerHTML = svg;
  for (const part of parts()) part.setAttribute('tabindex', '0');
}

function send(message: FromCircuitPage): void {
  host.postMessage(message);
}

function askForPicture(): void {
  send({ kind: 'layout', width: picture.clientWidth, allGates: allGates.checked });
}

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
  if (part !== undefined) send({ kind: 'choose', part });
}

picture.addEventListener('click', choose);
picture.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' || event.key === ' ') choose(event);
});

allGates.addEventListener('change', askForPicture);
let width = 0;
// Told once at the start as well.
new ResizeObserver(() => {
  if (picture.clientWidth === width) return;
  width = picture.clientWidth;
  askForPicture();
}).observe(picture);
