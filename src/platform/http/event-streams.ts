import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { type AuthenticatedRequest, SessionResolver } from './access.js';

/** One row by its key: cheap enough to look, and then it does not matter which process changes it. */
const LOOK_EVERY_MS = 1_000;

/** So often something is sent, or proxies and the server's own idle limit would take the connection for dead. */
const HEARTBEAT_MS = 15_000;

/** How long a client waits before it comes back after the stream broke off. */
const RETRY_MS = 3_000;

/** In one process. A browser opens no more than six connections to one server. */
const STREAMS_PER_PERSON = 6;

/** What a stream follows. */
export interface Followed<View extends object> {
  /** How things stand now, and whether nothing will change any more. */
  look(): Promise<{ readonly view: View; readonly isOver: boolean }>;
  /** Whether this person may still see it. @throws DomainError when they may not */
  authorise(actor: Actor): Promise<void>;
}

/**
 * Server-sent events about work that takes its time: how it stands at once, then every change, and an `end` after which
 * the server closes. The id of an event says what is in it, so a client that comes back with `Last-Event-ID` hears only
 * what is new, and 204 when it has heard the end, which stops a browser from asking again. Nothing is sent before
 * session and rights were looked at once more, and looking keeps no session alive.
 */
@Injectable()
export class EventStreams implements OnModuleDestroy {
  private readonly open = new Map<AbortController, string>();

  constructor(private readonly sessions: SessionResolver) {}

  /** @throws DomainError EVENT_STREAM_LIMIT_REACHED, and whatever `followed` throws before the first byte */
  async follow<View extends object>(
    request: AuthenticatedRequest,
    reply: FastifyReply,
    followed: Followed<View>,
  ): Promise<StreamableFile | undefined> {
    const { actor, sessionToken: token } = request;
    if (!actor || token === undefined) throw new DomainError('NOT_SIGNED_IN', 'Please sign in first.');
    await followed.authorise(actor);
    const first = await followed.look();
    const lastId = request.headers['last-event-id'];
    if (first.isOver && idOf(first.view) === lastId) {
      void reply.status(204);
      return undefined;
    }
    const end = this.enter(actor.userId, reply);
    void reply.headers({
      'cache-control': 'no-store, no-transform',
      // Proxies such as nginx would gather events into pages.
      'x-accel-buffering': 'no',
      // The stream is the last thing on its connection: a server that stops waits for none that idles.
      connection: 'close',
    });
    const events = eventsOf(followed, () => this.sessions.find(token), { first, lastId, signal: end.signal });
    return new StreamableFile(Readable.from(events, { objectMode: false }), {
      type: 'text/event-stream; charset=utf-8',
    });
  }

  /** A server that stops ends its streams first; clients come back to the next one. */
  onModuleDestroy(): void {
    for (const end of this.open.keys()) end.abort();
  }

  private enter(userId: string, reply: FastifyReply): AbortController {
    const own = [...this.open.values()].filter((id) => id === userId);
    if (own.length >= STREAMS_PER_PERSON) {
      const message = `You are following ${STREAMS_PER_PERSON} things already; close one of those pages.`;
      throw new DomainError('EVENT_STREAM_LIMIT_REACHED', message);
    }
    const end = new AbortController();
    this.open.set(end, userId);
    // Comes with the last byte, with a client that goes away and with an answer that has no body.
    reply.raw.once('close', () => {
      this.open.delete(end);
      end.abort();
    });
    return end;
  }
}

interface Course<View> {
  readonly first: { readonly view: View; readonly isOver: boolean };
  readonly lastId: unknown;
  readonly signal: AbortSignal;
}

async function* eventsOf<View extends object>(
  followed: Followed<View>,
  whoseSession: () => Promise<Actor | null>,
  { first, lastId, signal }: Course<View>,
): AsyncGenerator<string> {
  let { view, isOver } = first;
  let heard = lastId;
  yield `retry: ${RETRY_MS}\n\n`;
  let quietMs = 0;
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    const id = idOf(view);
    const isNews = id !== heard;
    if (isNews || quietMs >= HEARTBEAT_MS) {
      if (!isFirst && !(await mayStillSee(followed, whoseSession))) return;
      yield isNews
        ? `id: ${id}\nevent: ${isOver ? 'end' : 'progress'}\ndata: ${JSON.stringify(view)}\n\n`
        : ': alive\n\n';
      heard = id;
      quietMs = 0;
    }
    if (isOver) return;
    await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    quietMs += LOOK_EVERY_MS;
    ({ view, isOver } = await followed.look());
  }
}

async function mayStillSee(
  followed: Pick<Followed<object>, 'authorise'>,
  whoseSession: () => Promise<Actor | null>,
): Promise<boolean> {
  const actor = await whoseSession();
  if (actor === null) return false;
  try {
    await followed.authorise(actor);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

function idOf(view: object): string {
  return createHash('sha256').update(JSON.stringify(view)).digest('hex').slice(0, 16);
}
