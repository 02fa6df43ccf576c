import { PassThrough, Readable } from 'node:stream';
import { DataStore, Server, Upload, TUS_RESUMABLE, TUS_VERSION } from '@tus/server';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { newUploadId } from '../files/partial-files.js';
import type { AuthenticatedRequest } from '../http/access.js';
import { linger } from '../http/one-file.js';
import { toRefusal } from './tus-errors.js';
import { UploadLocks } from './upload-locks.js';

/** The headers that the protocol reads; all others are our own matter, such as who is asking and from where. */
const READ_HEADERS = [
  ...['tus-resumable', 'content-type', 'content-length'],
  ...['upload-length', 'upload-offset', 'upload-metadata', 'upload-defer-length', 'upload-concat'],
];

/** A request under way is given this long to end when somebody else wants its upload. */
const RELEASE_MS = 1_000;

const EXTENSIONS = ['creation', 'creation-with-upload', 'expiration', 'termination'];

export type TusMethod = 'OPTIONS' | 'POST' | 'HEAD' | 'PATCH' | 'DELETE';

/** What `Upload-Metadata` says, decoded. */
export type UploadMetadata = Readonly<Record<string, string | null>>;

/** What is behind the protocol. Everything here may refuse with a `DomainError`. */
export interface ResumableUploads {
  /** Bytes of the longest upload. */
  readonly maxSize: number;
  begin(actor: Actor, upload: { id: string; size: number; metadata: UploadMetadata }): Promise<void>;
  /** Called before anything else is done with an upload: whose it is, whether it still exists. */
  admit(actor: Actor, id: string, method: TusMethod): Promise<void>;
  progress(id: string): Promise<{ readonly size: number; readonly offset: number; readonly metadata: UploadMetadata }>;
  append(id: string, offset: number, bytes: Readable): Promise<number>;
  /** Called when all bytes are there; again when it did not come to its end. Gives headers for the answer. */
  finish(actor: Actor, id: string): Promise<Record<string, string>>;
  abandon(id: string): Promise<void>;
  /** When an unfinished upload is forgotten; `null` for one that is finished or gone. */
  expiryOf(id: string): Promise<string | null>;
  /** One writer at a time. */
  readonly locks: UploadLocks;
}

/** One request on its way through the library. */
interface Exchange {
  readonly actor: Actor | undefined;
  /** The upload in the path, or the one that is begun; what the library cuts out of an address is not asked. */
  id: string | undefined;
  /** What stopped it, as it was thrown. */
  failure?: unknown;
}

/** The library's view of the bytes. */
class BytesOf extends DataStore {
  override extensions = EXTENSIONS;

  constructor(private readonly uploads: ResumableUploads) {
    super();
  }

  override async getUpload(id: string): Promise<Upload> {
    const { metadata, ...progress } = await this.uploads.progress(id);
    return new Upload({ id, ...progress, metadata: { ...metadata } });
  }

  override write(bytes: Readable, id: string, offset: number): Promise<number> {
    return this.uploads.append(id, offset, bytes);
  }

  override remove(id: string): Promise<void> {
    return this.uploads.abandon(id);
  }
}

/**
 * tus 1.0 by @tus/server, spoken through Nest's handlers, so that the same guard, the same form of errors and the same
 * shutdown hold as on every other route. The library sees a request without names or cookies and gives back an answer;
 * CORS headers of its own are dropped, and only the paths of our routes reach it.
 *
 * Expiry is ours: the library would ask the machine's clock.
 */
export class TusEndpoint {
  private readonly exchanges = new WeakMap<Request, Exchange>();
  private readonly server: Server;

  constructor(
    path: string,
    private readonly uploads: ResumableUploads,
  ) {
    const exchangeOf = (request: object): Exchange => this.exchanges.get(request as Request) ?? missing();
    const actorOf = (request: object): Actor => exchangeOf(request).actor ?? missing();
    this.server = new Server({
      path,
      datastore: new BytesOf(uploads),
      locker: uploads.locks,
      maxSize: uploads.maxSize,
      relativeLocation: true,
      allowedOrigins: [],
      lockDrainTimeout: RELEASE_MS,
      getFileIdFromRequest: (request) => exchangeOf(request).id,
      namingFunction: (request) => (exchangeOf(request).id = newUploadId()),
      onIncomingRequest: async (request, id) => {
        const method = request.method as TusMethod;
        if (method !== 'POST') await uploads.admit(actorOf(request), id, method);
      },
      onUploadCreate: async (request, { id, size = 0, metadata = {} }) => {
        await uploads.begin(actorOf(request), { id, size, metadata });
        return {};
      },
      onUploadFinish: async (request, { id }) => ({ headers: await uploads.finish(actorOf(request), id) }),
      onResponseError: (request, error) => {
        exchangeOf(request).failure = error;
        return undefined;
      },
    });
  }

  /**
   * Answers a request of the protocol: sets status and headers of `reply`, whose body stays empty.
   * @throws DomainError for everything that is refused
   */
  async answer(request: AuthenticatedRequest, reply: FastifyReply, id?: string): Promise<void> {
    void reply.headers({
      'tus-resumable': TUS_RESUMABLE,
      'tus-version': TUS_VERSION.join(),
      'cache-control': 'no-store',
    });
    const body = new PassThrough();
    const web = toWebRequest(request, id, body);
    const exchange: Exchange = { actor: request.actor, id };
    this.exchanges.set(web, exchange);
    try {
      const answer = await this.server.handleWeb(web);
      if (answer.status >= 400) throw await failureOf(answer, exchange);
      void reply.status(answer.status).headers(ownHeaders(answer));
      const expiresAt = exchange.id === undefined ? null : await this.uploads.expiryOf(exchange.id);
      if (expiresAt !== null) void reply.header('upload-expires', new Date(expiresAt).toUTCString());
    } finally {
      // Refused, or asked to make room for another request: nobody reads the rest.
      request.raw.unpipe(body);
      if (hasBody(request)) linger(request, request.raw);
    }
  }
}

const hasBody = ({ method }: AuthenticatedRequest): boolean => method === 'POST' || method === 'PATCH';

function toWebRequest(request: AuthenticatedRequest, id: string | undefined, body: PassThrough): Request {
  const headers = new Headers();
  for (const name of READ_HEADERS) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const { method, raw } = request;
  const address = `http://uploads.invalid/${id ?? ''}`;
  if (!hasBody(request)) return new Request(address, { method, headers });
  raw.pipe(body);
  raw.once('close', () => {
    if (!raw.readableEnded) body.destroy(new Error('the client broke off'));
  });
  return new Request(address, { method, headers, body: Readable.toWeb(body) as ReadableStream, duplex: 'half' });
}

/** Without those that open the route to other sites, and without those of a body that is empty anyway. */
function ownHeaders(answer: Response): Record<string, string> {
  return Object.fromEntries([...answer.headers].filter(([name]) => !/^(access-control|content)-/.test(name)));
}

async function failureOf(answer: Response, { failure }: Exchange): Promise<unknown> {
  const isOfLibrary = typeof failure === 'object' && failure !== null && 'status_code' in failure;
  if (failure !== undefined && !isOfLibrary) return failure;
  const body = await answer.text();
  return toRefusal(answer.status, body) ?? new Error(`tus: ${answer.status} ${body}`);
}

function missing(): never {
  throw new Error('a request that did not come through a handler, or one without a session');
}
