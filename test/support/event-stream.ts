import type { Person } from './people.js';

export interface ReceivedEvent {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly status: string; readonly progress: { readonly done: number; readonly total: number } };
}

/** Server-sent events as a browser receives them: over a real connection that stays open. */
export class EventStream {
  private readonly decoder = new TextDecoder();
  private text = '';
  /** Everything that came, as it came. */
  raw = '';

  private constructor(
    readonly response: Response,
    private readonly reader: ReadableStreamDefaultReader<Uint8Array>,
    private readonly leave: AbortController,
  ) {}

  static async open(url: string, { token }: Person, headers: Record<string, string> = {}): Promise<EventStream> {
    const leave = new AbortController();
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, ...headers },
      signal: leave.signal,
    });
    if (response.body === null) throw new Error('the answer has no body');
    return new EventStream(response, response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>, leave);
  }

  /** The next event; `null` when the server has ended the stream. */
  async next(): Promise<ReceivedEvent | null> {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end >= 0) {
        const fields = new Map(
          this.text
            .slice(0, end)
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        );
        this.text = this.text.slice(end + 2);
        const data = fields.get('data');
        if (data === undefined) continue;
        return {
          id: fields.get('id') ?? '',
          event: fields.get('event') ?? '',
          data: JSON.parse(data) as ReceivedEvent['data'],
        };
      }
      const { done, value } = await this.reader.read();
      if (done) return null;
      const more = this.decoder.decode(value, { stream: true });
      this.raw += more;
      this.text += more;
    }
  }

  /** All that still comes. */
  async rest(): Promise<ReceivedEvent[]> {
    const events: ReceivedEvent[] = [];
    for (let event = await this.next(); event !== null; event = await this.next()) events.push(event);
    return events;
  }

  close(): void {
    this.leave.abort();
  }
}
