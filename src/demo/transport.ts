import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Carries a request to Verifolio and brings the answer back. `path` starts with a slash. */
export type Transport = (path: string, init: RequestInit) => Promise<Response>;

/** To a server that listens at `origin`, such as `http://localhost:3000`. */
export function overNetwork(origin: string): Transport {
  return (path, init) => fetch(new URL(path, origin), init);
}

/** To an application in this very process, which need not listen yet: the same requests, only without a socket. */
export function withinProcess(app: NestFastifyApplication): Transport {
  return async (path, init) => {
    const request = new Request(new URL(path, 'http://in-process.invalid'), init);
    const answer = await app.inject({
      method: request.method as 'GET' | 'POST' | 'PUT' | 'DELETE',
      url: path,
      headers: Object.fromEntries(request.headers),
      payload: Buffer.from(await request.arrayBuffer()),
    });
    const headers = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
      [value ?? []].flat().map((one) => [name, String(one)]),
    );
    // The web's Response takes an empty body only as null where the status allows none.
    const body = answer.rawPayload.length > 0 ? new Uint8Array(answer.rawPayload) : null;
    return new Response(body, { status: answer.statusCode, headers });
  };
}
