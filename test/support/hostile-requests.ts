import type { InjectOptions } from 'fastify';
import { addressOf, type RouteSample, routeSamples } from './route-samples.js';
import type { World } from './world.js';

/** A small seeded generator (mulberry32): failures can be repeated. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const deep = (levels: number): unknown => (levels === 0 ? 'x' : { a: deep(levels - 1) });

/** What no form expects. Texts that start with RAW are put into the JSON as they stand after it. */
const RAW = 'RAW:';
const HOSTILE_VALUES: readonly unknown[] = [
  ...[null, true, '', ' ', 0, -1, 1.5, 1e308, [], {}, [null], [[]], [{}], { length: 1 }, ['x', 'x']],
  ...['\u0000', 'a\u0000b', 'x'.repeat(20_001), '𐀀', '\u202E', "' OR 1=1 --", '%', '{{x}}', '../../etc/passwd'],
  ...['2026-02-31', '0000-00-00', '9999-12-31', '-1', 'NaN', '__proto__', 'constructor', 'toString'],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ...[`${RAW}1e999`, `${RAW}"\\ud800"`, `${RAW}{"__proto__":{"x":1}}`, `${RAW}{"constructor":{"prototype":{"x":1}}}`],
  ...[{ constructor: 1 }, { prototype: {} }, [{ constructor: null }], { toString: 1, valueOf: [] }],
  ...[deep(20), deep(40), Array.from({ length: 300 }, () => 'x')],
];
const HOSTILE_PARAMS = ['', '%00', '%ff', '%zz', '%2e%2e%2f', 'x'.repeat(600), '0', 'null', '%F0%9F%90%8E', '*', ';'];
const HOSTILE_QUERIES = [
  ...['limit=0', 'limit=1&limit=2', 'limit=1e9', 'cursor=%00', 'cursor=AAAA', 'q=%00', 'q=%ff', 'q[]=x', 'q[a]=x'],
  ...['__proto__=1', 'constructor=1', 'status=', 'asOf=x', 'asOf=0000-01-01', 'asOf=9999-12-31', 'a=1&a=2', '%', '&&&'],
];
const HOSTILE_HEADERS: readonly Readonly<Record<string, string>>[] = [
  ...['*', '"r0"', 'W/"r1"', '"', 'r1', '"r1", "r2"'].map((tag) => ({ 'if-match': tag })),
  ...['-1', '1e3', '9'.repeat(30), '0, 0'].map((offset) => ({ 'upload-offset': offset, 'upload-length': offset })),
  ...['x', 'filename', 'filename AAAA,filename AAAA', ',,', `a ${'A'.repeat(4_000)}`].map((metadata) => ({
    'upload-metadata': metadata,
  })),
  ...['', ' ', 'k', 'k'.repeat(300)].map((key) => ({ 'idempotency-key': key })),
  ...['bytes=0-', 'bytes=-0', 'bytes=9-1', 'bytes=0-0,2-2', 'x', 'bytes=99999999999999999999-'].map((range) => ({
    range,
  })),
  ...['Bearer', 'Bearer x', 'Basic eDp4', `Bearer ${'x'.repeat(5_000)}`].map((authorization) => ({ authorization })),
  ...[
    'text/plain',
    'application/offset+octet-stream',
    'application/xml',
    'multipart/form-data',
    'application/json; charset=x',
    ';',
    '',
  ].map((type) => ({
    'content-type': type,
  })),
];

interface Draw {
  number(below: number): number;
  one<Member>(members: readonly Member[]): Member;
}

function drawFrom(random: () => number): Draw {
  const number = (below: number): number => Math.floor(random() * below);
  return { number, one: <Member>(members: readonly Member[]) => members[number(members.length)] as Member };
}

/** The same value with one member, anywhere in it, replaced, removed or added. */
function mutated(value: unknown, draw: Draw): unknown {
  if (Array.isArray(value) && value.length > 0 && draw.number(4) > 0) {
    const index = draw.number(value.length);
    return value.map((member: unknown, place) => (place === index ? mutated(member, draw) : member));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && draw.number(6) > 0) {
    const entries = Object.entries(value);
    const index = draw.number(entries.length + 1);
    if (index === entries.length)
      return { ...value, [draw.one(['id', 'centreId', 'status', 'x'])]: draw.one(HOSTILE_VALUES) };
    if (draw.number(5) === 0) return Object.fromEntries(entries.filter((_, place) => place !== index));
    return Object.fromEntries(
      entries.map(([name, member], place) => [name, place === index ? mutated(member, draw) : member]),
    );
  }
  return draw.one(HOSTILE_VALUES);
}

const toText = (body: unknown): string =>
  JSON.stringify(body).replaceAll(/"RAW:((?:[^"\\]|\\.)*)"/g, (_, raw: string) => JSON.parse(`"${raw}"`) as string);

function multipart(content: string, draw: Draw): Pick<InjectOptions, 'payload' | 'headers'> {
  const name = draw.one([
    'words.txt',
    'a.pdf',
    '../x.txt',
    'x',
    '',
    'x.exe',
    '\u202Etxt.txt',
    `${'n'.repeat(400)}.txt`,
  ]);
  const field = draw.one(['file', 'file', 'file', 'other', '']);
  const end = draw.one(['--b--\r\n', '--b--\r\n', '', '--b\r\n']);
  const part = `--b\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n${content}\r\n`;
  return { payload: part + end, headers: { 'content-type': 'multipart/form-data; boundary=b' } };
}

function bodyOf(sample: RouteSample, draw: Draw): Pick<InjectOptions, 'payload' | 'headers'> {
  if (sample.file !== undefined) return multipart(draw.one([sample.file, '', '\u0000', '%PDF-1.7']), draw);
  if (sample.body === undefined) return {};
  const body = draw.number(4) === 0 ? sample.body : mutated(sample.body, draw);
  return { payload: toText(body), headers: { 'content-type': 'application/json' } };
}

/** Requests made of the samples of all routes, each with something wrong somewhere, by somebody who may be let in. */
export function* hostileRequests(world: World, seed: number, count: number): Generator<InjectOptions> {
  const draw = drawFrom(seeded(seed));
  const samples: Record<string, RouteSample> = { ...routeSamples(world) };
  // Would end the session of whoever asks.
  delete samples['DELETE /api/sessions/current'];
  const editable = { id: world.open.id };
  const routes = Object.entries(samples);
  const staff = [world.assessor, world.manager, world.iqa, world.foreignManager];
  const people = [world.learner, world.learner, ...staff, world.visiting];
  for (let made = 0; made < count; made += 1) {
    const [route, sample] = draw.one(routes);
    const [method = 'GET'] = route.split(' ');
    // Half of the requests about an item are about the draft, where more is possible.
    const isOpen = route.includes('/evidence/{id}') && draw.number(2) === 0;
    let url = addressOf(route, isOpen ? { ...sample, params: { ...sample.params, ...editable } } : sample);
    if (draw.number(8) === 0) {
      const segments = url.split('/');
      segments[2 + draw.number(Math.max(1, segments.length - 2))] = draw.one(HOSTILE_PARAMS);
      url = segments.join('/');
    }
    if (draw.number(5) === 0) url += `${url.includes('?') ? '&' : '?'}${draw.one(HOSTILE_QUERIES)}`;
    const body = bodyOf(sample, draw);
    yield {
      method,
      url,
      ...(body.payload === undefined ? {} : { payload: body.payload }),
      headers: {
        authorization: `Bearer ${draw.one(people).token}`,
        ...body.headers,
        ...(draw.number(6) > 0 ? sample.headers : {}),
        ...(sample.ifMatch !== undefined && draw.number(6) > 0 ? { 'if-match': draw.one(['*', sample.ifMatch]) } : {}),
        ...(draw.number(6) === 0 ? draw.one(HOSTILE_HEADERS) : {}),
      },
    };
  }
}
