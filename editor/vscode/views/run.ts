import type { ToRunPage } from '../run/messages.ts';
import { connect } from './host.ts';

const figures = document.querySelector('main')!;

connect(({ data }: MessageEvent<ToRunPage>) => {
  figures.innerHTML = data.markup;
});
