import type { SessionView } from '../modules/identity/identity.dto.js';
import type { Problem } from '../platform/http/problem.js';
import type { Transport } from './transport.js';

/** A step of the demo that the server did not answer as `api.md` says. Carries the problem's code and its reasons. */
export class StepRefused extends Error {
  /** The server's own words. */
  readonly reason: string;

  constructor(step: string, status: number, problem: Problem | null) {
    const reasons = (problem?.errors ?? []).map(({ path, message }) => `\n  ${path}: ${message}`).join('');
    super(
      `${step} was answered ${status} ${problem?.code ?? ''}: ${problem?.detail ?? 'no problem document'}${reasons}`,
    );
    this.name = 'StepRefused';
    this.reason = problem?.detail ?? `status ${status}`;
  }
}

export interface Step {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** The one status that lets the story go on. */
  readonly expected: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData | Uint8Array<ArrayBuffer>;
}

async function take(transport: Transport, { method, path, expected, headers, body }: Step): Promise<Response> {
  const response = await transport(path, { method, headers: { ...headers }, ...(body === undefined ? {} : { body }) });
  if (response.status === expected) return response;
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  const problem = isProblem ? ((await response.json()) as Problem) : null;
  throw new StepRefused(`${method} ${path}`, response.status, problem);
}

const json = (body: unknown): Pick<Step, 'headers' | 'body'> => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Somebody without an account, such as a witness with a link. Every step throws StepRefused when the server refuses it. */
export class Visitor {
  constructor(private readonly transport: Transport) {}

  async get<Answer>(path: string): Promise<Answer> {
    return (await (await this.take({ method: 'GET', path, expected: 200 })).json()) as Answer;
  }

  async post<Answer>(path: string, body: object, expected: 200 | 201 | 202 = 201): Promise<Answer> {
    return (await (await this.take({ method: 'POST', path, expected, ...json(body) })).json()) as Answer;
  }

  /** Any step at all; the answer as it came. */
  take(step: Step): Promise<Response> {
    return take(this.transport, step);
  }
}

/** Somebody who is signed in: what they ask of the server, they ask in their own name. */
export class Person extends Visitor {
  private constructor(
    transport: Transport,
    private readonly token: string,
    readonly id: string,
    readonly name: string,
  ) {
    super(transport);
  }

  static async signIn(transport: Transport, credentials: { email: string; password: string }): Promise<Person> {
    const { token, user } = await new Visitor(transport).post<SessionView>('/api/sessions', credentials);
    return new Person(transport, token, user.id, user.name);
  }

  /** What their requests are signed in with. */
  get authorization(): string {
    return `Bearer ${this.token}`;
  }

  async bytes(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.take({ method: 'GET', path, expected: 200 })).arrayBuffer());
  }

  /** Replaces a part of `resource`, so that a change which somebody made in between is not overwritten. */
  async put(resource: string, part: string, body: object): Promise<void> {
    const seen = await this.take({ method: 'GET', path: resource, expected: 200 });
    const { headers, body: text } = json(body);
    const guarded = { ...headers, 'if-match': seen.headers.get('etag') ?? '' };
    await this.take({ method: 'PUT', path: `${resource}/${part}`, expected: 200, headers: guarded, body: text });
  }

  async upload<Answer>(path: string, file: File): Promise<Answer> {
    const form = new FormData();
    form.append('file', file);
    return (await (await this.take({ method: 'POST', path, expected: 201, body: form })).json()) as Answer;
  }

  async signOut(): Promise<void> {
    await this.take({ method: 'DELETE', path: '/api/sessions/current', expected: 204 });
  }

  override take(step: Step): Promise<Response> {
    return super.take({ ...step, headers: { ...step.headers, authorization: this.authorization } });
  }
}
