import { createChooser } from './choose.ts';
import { CHUNK_BITS, CLOSED, CONTROL_WORDS, takeChunk, word } from './control.ts';
import { createInstance } from './instance.ts';
import type { Message } from './messages.ts';
import { type Pool, noPool, type Site } from './pool.ts';

/** What a pool needs of the machine it runs on. */
export interface ThreadHost {
  /** Threads to use, the calling one included. */
  readonly threads: number;
  /** Starts a thread that hands each message to a servant of its own. */
  spawn(): { post(message: Message): void };
  /** Whether the calling thread may sleep: that of a page may not. */
  readonly maySleep: boolean;
  /** Whether to share work only where that has been faster lately. */
  readonly shares: 'when-faster' | 'always';
}

/** Work of one thread, in milliseconds, after which others are started: short tasks should not pay for them. */
const WORTHWHILE_MS = 20;
/** How long to look for the others' last chunks before sleeping, in milliseconds. */
const SPIN_MS = 0.05;
const LOOKS = 64;
const MOST_PAGES = 65536;

/** A pool whose threads share memory; they start when there is work, and end with the process. */
export function createPool(host: ThreadHost): Pool {
  if (host.threads < 2) return noPool;
  const control = new Int32Array(new SharedArrayBuffer(4 * CONTROL_WORDS));
  const others: { post(message: Message): void }[] = [];
  const chooser = createChooser();
  const known = new Map<number, readonly Message[]>();
  let work = 0;
  let sites = 0;

  const tell = (message: Exclude<Message, { kind: 'begin' }>): void => {
    if (others.length === 0) {
      remember(known, message);
      return;
    }
    Atomics.add(control, word.messages, 1);
    for (const thread of others) thread.post(message);
    wake(control);
  };
  const start = (): void => {
    const past = [...known.values()].flat();
    Atomics.store(control, word.messages, past.length);
    for (let thread = 1; thread < host.threads; thread++) {
      const one = host.spawn();
      others.push(one);
      one.post({ kind: 'begin', control, thread });
      for (const message of past) one.post(message);
    }
    known.clear();
  };
  const expect = (milliseconds: number): number => {
    work += milliseconds;
    if (others.length === 0 && work >= WORTHWHILE_MS) start();
    return Atomics.load(control, word.ready) === host.threads - 1 ? host.threads : 1;
  };
  // What nobody can use any more must not be kept by the other threads either.
  const lost = new FinalizationRegistry<number>((site) => {
    tell({ kind: 'forget', site });
  });
  return {
    most: host.threads,
    joinsVectors: () => false,
    createMemory: () => new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true }),
    attach: (memory) => {
      const instance = createInstance(memory);
      const id = sites++;
      tell({ kind: 'site', site: id, memory });
      const site: Site = {
        instance,
        addKernels: (modules) => {
          if (modules.length === 0) return;
          instance.addKernels(modules);
          tell({ kind: 'kernels', site: id, modules });
        },
        addCall: (module) => {
          tell({ kind: 'calls', site: id, modules: [module] });
          return instance.addCall(module);
        },
        expect,
        run: (call, argument, count, { threads, milliseconds }) => {
          const own = (chunk: number): void => {
            instance.call(call, argument, 0, chunk);
          };
          if (count === 1 || threads === 1) {
            runAlone(count, own);
            return;
          }
          const shares = host.shares === 'always' || chooser.shares(milliseconds);
          const start = performance.now();
          if (shares) {
            open(control, { site: id, call, argument, count, threads });
            const failure = takeAll(control, own);
            finish(control, count, host.maySleep);
            if (failure !== undefined) throw failure.error;
          } else runAlone(count, own);
          chooser.note(milliseconds, shares, performance.now() - start);
        },
      };
      lost.register(site, id);
      return site;
    },
  };
}

/** Keeps what a thread has to be told that starts later. */
function remember(
  known: Map<number, readonly Message[]>,
  message: Exclude<Message, { kind: 'begin' }>,
): void {
  if (message.kind === 'forget') known.delete(message.site);
  else known.set(message.site, [...(known.get(message.site) ?? []), message]);
}

function wake(control: Int32Array): void {
  Atomics.add(control, word.calls, 1);
  if (Atomics.load(control, word.asleep) > 0) Atomics.notify(control, word.calls);
}

/** Offers a run to the threads; nobody can take a chunk while its words are being written. */
function open(
  control: Int32Array,
  run: Readonly<Record<'site' | 'call' | 'argument' | 'count' | 'threads', number>>,
): void {
  const generation = ((Atomics.load(control, word.ticket) >> CHUNK_BITS) + 1) << CHUNK_BITS;
  Atomics.store(control, word.ticket, generation | CLOSED);
  for (const name of ['site', 'call', 'argument', 'count', 'threads'] as const) {
    Atomics.store(control, word[name], run[name]);
  }
  Atomics.store(control, word.done, 0);
  Atomics.store(control, word.ticket, generation);
  wake(control);
}

function runAlone(count: number, run: (chunk: number) => void): void {
  for (let chunk = 0; chunk < count; chunk++) run(chunk);
}

/** Takes chunks until there are none; a failure is told only then, when others may be at theirs still. */
function takeAll(
  control: Int32Array,
  run: (chunk: number) => void,
): { readonly error: unknown } | undefined {
  let failure: { readonly error: unknown } | undefined;
  for (;;) {
    const chunk = takeChunk(control, () => true);
    if (chunk < 0) return failure;
    try {
      run(chunk);
    } catch (error) {
      failure = { error };
    }
    Atomics.add(control, word.done, 1);
  }
}

/** Waits for the chunks that others have taken. */
function finish(control: Int32Array, count: number, maySleep: boolean): void {
  const start = performance.now();
  for (;;) {
    for (let look = 0; look < LOOKS; look++) {
      if (Atomics.load(control, word.done) < count) continue;
      if (Atomics.exchange(control, word.failed, 0) === 1) throw new Error('a thread failed');
      return;
    }
    if (!maySleep || performance.now() - start < SPIN_MS) continue;
    const done = Atomics.load(control, word.done);
    if (done < count) Atomics.wait(control, word.done, done);
  }
}
