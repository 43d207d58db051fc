import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one request. */
export type Fault =
  /** An answer of this status in place of the right one; nothing is done. */
  | { readonly kind: 'status'; readonly status: number; readonly wait?: number }
  /** Everything is done, and the answer is lost: an answer of this status, or none at all. */
  | { readonly kind: 'done-but'; readonly answer: 'none' | 'cut' | 500 | 504 }
  /** Nothing is done, and no answer comes. */
  | { readonly kind: 'silence' };

export interface ServerOptions {
  readonly key: string;
  readonly instance: string;
  /** Runs the body of a job and gives the text of its results. */
  readonly run: (body: string) => string | Promise<string>;
  /** Called for each request; undefined lets it be. */
  readonly fault?: (request: {
    readonly method: string;
    readonly path: string;
  }) => Fault | undefined;
  /** How often a job is asked for until it is done. */
  readonly queue?: number | (() => number);
  /** How often the list is asked for until it shows a new job. */
  readonly lag?: number;
  /** Milliseconds; of the limit of five posts a minute, and of tokens. Without it there is no limit. */
  readonly clock?: () => number;
  /** By name: what machines say of themselves. */
  readonly machines?: Readonly<Record<string, { configuration: unknown; properties: unknown }>>;
  /** Reason of a job that ends in failure. */
  readonly fails?: (body: string) => string | undefined;
}

export interface TestServer {
  readonly url: string;
  /** Every job that was accepted, in order. */
  readonly jobs: readonly StoredJob[];
  readonly sessions: readonly { readonly id: string; readonly mode: string; open: boolean }[];
  /** Everything that was asked, as `METHOD path`. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

export interface StoredJob {
  readonly id: string;
  readonly body: string;
  readonly tags: readonly string[];
  readonly session: string | undefined;
  polls: number;
  hidden: number;
  cancelled: boolean;
}

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;
const LARGEST = 50_000_000;
const PRIMITIVE = ['pubs', 'version', 'support_qiskit', 'options', 'resilience_level'];
/** Parameters of each program. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  sampler: PRIMITIVE,
  estimator: PRIMITIVE,
  executor: ['schema_version', 'quantum_program', 'options'],
};

/** A service on this machine that speaks the contract of IBM Quantum's REST API, as far as a client of jobs needs it. */
export async function startServer(options: ServerOptions): Promise<TestServer> {
  const { key, instance, clock = () => 0 } = options;
  const tokens = new Map<string, number>();
  const jobs: StoredJob[] = [];
  const sessions: { id: string; mode: string; open: boolean }[] = [];
  const posts: number[] = [];
  const log: string[] = [];
  const api = '/api/v1';

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    jobs,
    sessions,
    log,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const path = request.url ?? '';
    const method = request.method ?? '';
    log.push(`${method} ${path}`);
    const fault = options.fault?.({ method, path });
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'status') {
      const headers = fault.wait === undefined ? {} : { 'Retry-After': String(fault.wait) };
      answer(response, { ...failed(fault.status, 'injected'), headers });
      return;
    }
    const reply = await replyTo(request, method, path, body);
    if (fault === undefined) answer(response, reply);
    else if (fault.answer === 'none') response.destroy();
    else if (fault.answer === 'cut') {
      response.writeHead(reply.status, { 'Content-Length': Buffer.byteLength(reply.text) });
      response.write(reply.text.slice(0, Math.floor(reply.text.length / 2)));
      setTimeout(() => response.destroy(), 2);
    } else answer(response, failed(fault.answer, 'injected'));
  }

  async function replyTo(
    { headers }: IncomingMessage,
    method: string,
    path: string,
    body: string,
  ): Promise<Reply> {
    if (path === '/identity/token') {
      if (new URLSearchParams(body).get('apikey') !== key) return failed(400, 'no such key');
      const token = webToken(tokens.size + 1);
      tokens.set(token, clock() + HOUR);
      return json({ access_token: token, expires_in: HOUR / 1000, token_type: 'Bearer' });
    }
    const until = tokens.get((headers.authorization ?? '').replace('Bearer ', ''));
    if (until === undefined || until < clock()) return failed(401, 'Invalid token');
    if (headers['service-crn'] !== instance) return failed(403, 'CRN mismatch');
    if (headers['ibm-api-version'] === undefined) return failed(400, 'no version');
    const [, collection = '', id = '', part = ''] =
      /^\/([a-z]+)(?:\/([^/?]+))?(?:\/([^?]+))?/.exec(path.slice(api.length)) ?? [];
    if (!path.startsWith(api)) return failed(404, 'Not found');
    if (collection === 'backends') return backend(id, part);
    if (collection === 'sessions') return session(method, id, body);
    if (collection !== 'jobs') return failed(404, 'Not found');
    if (method === 'POST' && id === '') return create(body);
    if (id === '') return list(new URLSearchParams(path.split('?')[1]).get('tags') ?? '');
    const job = jobs.find((each) => each.id === id);
    if (job === undefined) return failed(404, `Job ${id} not found`, 1291);
    if (part === 'cancel') {
      job.cancelled = true;
      return json({});
    }
    if (part === 'results') return { status: 200, text: await options.run(job.body) };
    return json(described(job));
  }

  function create(body: string): Reply {
    if (Buffer.byteLength(body) > LARGEST) return failed(413, 'Payload too large');
    if (options.clock) {
      const recent = posts.filter((at) => at > clock() - MINUTE);
      if (recent.length >= 5)
        return { ...failed(429, 'Too many jobs'), headers: { 'Retry-After': '7' } };
      posts.push(clock());
    }
    const {
      program_id,
      backend: machine,
      params,
      tags = [],
      session_id,
    } = JSON.parse(body) as {
      program_id?: string;
      backend?: string;
      params?: Record<string, unknown>;
      tags?: string[];
      session_id?: string;
    };
    if (program_id === undefined || machine === undefined || params === undefined) {
      return failed(400, 'program_id, backend and params are required', 3220);
    }
    const known = KNOWN[program_id] ?? [];
    const foreign = Object.keys(params).find((name) => !known.includes(name));
    if (foreign !== undefined)
      return failed(400, `Extra inputs are not permitted: ${foreign}`, 3220);
    if (options.machines && !(machine in options.machines)) {
      return failed(404, `Backend ${machine} not found`);
    }
    const open = sessions.find((each) => each.id === session_id)?.open;
    if (session_id !== undefined && open !== true) return failed(409, 'Session is closed');
    const id = `job-${jobs.length + 1}`;
    const hidden = options.lag ?? 0;
    jobs.push({ id, body, tags, session: session_id, polls: 0, hidden, cancelled: false });
    return json({ id, backend: machine });
  }

  function list(tag: string): Reply {
    const found = jobs.filter(({ tags, hidden }) => tags.includes(tag) && hidden <= 0);
    for (const job of jobs) job.hidden -= 1;
    return json({ jobs: found.map(({ id, tags }) => ({ id, tags })), count: found.length });
  }

  function described(job: StoredJob): unknown {
    job.polls += 1;
    const { queue: asked = 0 } = options;
    const queue = typeof asked === 'number' ? asked : asked();
    const reason = options.fails?.(job.body);
    const done = reason === undefined ? 'Completed' : 'Failed';
    const open = job.polls <= queue / 2 ? 'Queued' : 'Running';
    const status = job.cancelled ? 'Cancelled' : job.polls > queue ? done : open;
    return {
      id: job.id,
      state: { status, ...(reason === undefined ? {} : { reason, reason_code: 9999 }) },
      usage: { seconds: 2 },
    };
  }

  function backend(id: string, part: string): Reply {
    const { machines = {} } = options;
    if (id === '') {
      return json({
        devices: Object.keys(machines).map((name) => ({
          name,
          status: { name: 'online' },
          queue_length: 3,
        })),
      });
    }
    const machine = machines[id];
    if (machine === undefined) return failed(404, `Backend ${id} not found`);
    return json(part === 'configuration' ? machine.configuration : machine.properties);
  }

  function session(method: string, id: string, body: string): Reply {
    if (method === 'POST') {
      const { mode = '' } = JSON.parse(body) as { mode?: string };
      sessions.push({ id: `session-${sessions.length + 1}`, mode, open: true });
      return json({ id: sessions.at(-1)!.id });
    }
    const found = sessions.find((each) => each.id === id);
    if (found === undefined) return failed(404, 'Session not found');
    found.open = false;
    return json({});
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function answer(response: ServerResponse, { status, text, headers }: Reply): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(text);
}

function json(value: unknown): Reply {
  return { status: 200, text: JSON.stringify(value) };
}

function failed(status: number, message: string, code = status): Reply {
  const errors = [{ code, message, more_info: '' }];
  return { status, text: JSON.stringify({ trace: '0', errors }) };
}

/** As IAM's are: IBM's own client looks into them. */
function webToken(number: number): string {
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: 'HS256', typ: 'JWT' },
    { iat: now, exp: now + HOUR / 1000, number },
  ];
  return [
    ...parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')),
    'none',
  ].join('.');
}
