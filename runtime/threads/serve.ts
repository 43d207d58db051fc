import { takeChunk, word } from './control.ts';
import { createInstance, type Instance } from './instance.ts';
import type { Message } from './messages.ts';

/** How long an idle thread looks for work before it sleeps, in milliseconds: to be woken takes about as long. */
const SPIN_MS = 0.05;
const LOOKS = 64;

/**
 * The life of a thread of a pool: a function of the messages that it gets. Between messages it does not return, but
 * works, spins and sleeps.
 */
export function createServant(): (message: Message) => void {
  const sites = new Map<number, Instance>();
  let place: { readonly control: Int32Array; readonly thread: number } | undefined;
  let heard = 0;
  return (message) => {
    if (message.kind === 'begin') {
      place = message;
      Atomics.add(message.control, word.ready, 1);
    } else {
      heard += 1;
      hear(sites, message);
    }
    if (place) serve(place.control, place.thread, sites, heard);
  };
}

function hear(sites: Map<number, Instance>, message: Exclude<Message, { kind: 'begin' }>): void {
  const instance = sites.get(message.site);
  switch (message.kind) {
    case 'site':
      sites.set(message.site, createInstance(message.memory));
      return;
    case 'kernels':
      instance!.addKernels(message.modules);
      return;
    case 'calls':
      for (const module of message.modules) instance!.addCall(module);
      return;
    case 'forget':
      sites.delete(message.site);
  }
}

/** Works until there is a message to hear. */
function serve(
  control: Int32Array,
  thread: number,
  sites: ReadonlyMap<number, Instance>,
  heard: number,
): void {
  let [site, call, argument] = [0, 0, 0];
  const check = (): boolean => {
    [site, call, argument] = [
      Atomics.load(control, word.site),
      Atomics.load(control, word.call),
      Atomics.load(control, word.argument),
    ];
    return (
      thread < Atomics.load(control, word.threads) && Atomics.load(control, word.messages) === heard
    );
  };
  while (Atomics.load(control, word.messages) === heard) {
    const calls = Atomics.load(control, word.calls);
    for (;;) {
      const chunk = takeChunk(control, check);
      if (chunk < 0) break;
      try {
        sites.get(site)!.call(call, argument, thread, chunk);
      } catch {
        Atomics.store(control, word.failed, 1);
      }
      Atomics.add(control, word.done, 1);
      Atomics.notify(control, word.done);
    }
    idle(control, calls);
  }
}

/** Returns soon after the count of calls is no longer what it was. */
function idle(control: Int32Array, calls: number): void {
  const start = performance.now();
  do {
    for (let look = 0; look < LOOKS; look++) {
      if (Atomics.load(control, word.calls) !== calls) return;
    }
  } while (performance.now() - start < SPIN_MS);
  Atomics.add(control, word.asleep, 1);
  Atomics.wait(control, word.calls, calls);
  Atomics.sub(control, word.asleep, 1);
}
