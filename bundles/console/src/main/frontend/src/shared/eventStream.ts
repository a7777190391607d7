/** One event of a `text/event-stream`. */
export interface StreamEvent {
  id: string | null;
  type: string;
  data: string;
}

/** Splits a `text/event-stream` (WHATWG HTML, 9.2.6) into events, whatever the chunks are cut like. */
export class EventParser {
  private rest = '';
  private id: string | null = null;
  private type = '';
  private data: string[] = [];

  /** The events that `chunk` completes. */
  feed(chunk: string): StreamEvent[] {
    const events: StreamEvent[] = [];
    const lines = (this.rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (this.data.length > 0) {
          events.push({ id: this.id, type: this.type || 'message', data: this.data.join('\n') });
        }
        this.type = '';
        this.data = [];
      } else if (!line.startsWith(':')) {
        this.field(line);
      }
    }
    return events;
  }

  private field(line: string): void {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') this.data.push(value);
    else if (name === 'event') this.type = value;
    else if (name === 'id' && !value.includes('\0')) this.id = value;
  }
}
