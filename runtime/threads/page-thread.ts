import type { Message } from './messages.ts';
import { createServant } from './serve.ts';

const serve = createServant();

addEventListener('message', ({ data }: MessageEvent<Message>) => {
  serve(data);
});
