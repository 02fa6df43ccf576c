import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { ClamdScanner } from '../../src/platform/malware/clamd-scanner.js';

/** Scanners that are not well; a healthy one is a real clamd (test/api/screening.spec.ts). */
describe('a scanner without a verdict', () => {
  let server: Server;
  const sockets: Socket[] = [];

  async function scannerThat(behaves: (socket: Socket) => void): Promise<ClamdScanner> {
    server = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined));
      behaves(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ClamdScanner({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
  }
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    server.close();
  });

  const words = (): Readable => Readable.from([Buffer.from('words')]);

  it.each([
    ['is not there', (socket: Socket) => void socket.destroy()],
    ['ends without a word', (socket: Socket) => void socket.once('data', () => socket.end())],
    ['is full', (socket: Socket) => void socket.end('INSTREAM size limit exceeded. ERROR\0')],
    ['speaks of something else', (socket: Socket) => void socket.end('PONG\0')],
    ['stops in the middle of a word', (socket: Socket) => void socket.end('stream: O')],
    [
      'has not read all of it',
      (socket: Socket) => void socket.end('stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0'),
    ],
    ['says OK with a doubt', (socket: Socket) => void socket.end('stream: OK but\0')],
  ])('that %s has called the file neither clean nor infected', async (_, behaves) => {
    const scanner = await scannerThat(behaves);
    await expect(scanner.scan(words())).rejects.toThrow();
  });

  it('that says nothing is given up when the server ends', async () => {
    const scanner = await scannerThat((socket) => void socket.resume());
    const content = words();
    const scan = scanner.scan(content, AbortSignal.timeout(200));
    await expect(scan).rejects.toThrow(/given up/);
    expect(content.destroyed).toBe(true);
  });

  it('does not answer a probe for ever', async () => {
    const scanner = await scannerThat((socket) => void socket.resume());
    const startedAt = performance.now();
    await expect(scanner.probe()).rejects.toThrow(/given up/);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });

  it('is never sent a file faster than it reads, nor one of its chunks above 64 KiB', async () => {
    let read = Buffer.alloc(0);
    const scanner = await scannerThat((socket) => {
      socket.on('data', (bytes: Buffer) => {
        read = Buffer.concat([read, bytes]);
        if (read.subarray(-4).equals(Buffer.alloc(4))) socket.end('stream: OK\0');
      });
    });
    expect(await scanner.scan(Readable.from([Buffer.alloc(150_000, 1), Buffer.from('x')]))).toBe('clean');
    const lengths: number[] = [];
    const start = 'zINSTREAM\0'.length;
    for (let at = start; at < read.length; at += 4 + read.readUInt32BE(at)) lengths.push(read.readUInt32BE(at));
    expect(lengths).toEqual([65_536, 65_536, 18_928, 1, 0]);
  });
});
