import { EventParser, type StreamEvent } from './eventStream';
import { Value } from './value';

export interface LiveEvent {
  topic: string;
  type: string;
  id: string | null;
  data: Record<string, unknown>;
}

export type LiveState = 'connecting' | 'live' | 'offline' | 'refused';

type Listener = (event: LiveEvent) => void;

/** What the live feed needs of its surroundings; tests bring their own. */
export interface Surroundings {
  fetch(url: string, init: RequestInit): Promise<Response>;
  now(): number;
  /** Runs `act` before the next paint. */
  paint(act: () => void): void;
  later(act: () => void, ms: number): () => void;
}

const browser: Surroundings = {
  fetch: (url, init) => fetch(url, init),
  now: () => Date.now(),
  paint: (act) => {
    // A hidden page is painted never, so its events must not wait for a paint.
    if (document.visibilityState === 'hidden') setTimeout(act, 100);
    else requestAnimationFrame(act);
  },
  later: (act, ms) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** Silence after which the connection counts as dead: the server sends a heartbeat every 10 s. */
export const SILENCE_MS = 25_000;
const FIRST_RETRY_MS = 300;
const LAST_RETRY_MS = 4_000;
const SETTLE_MS = 30;

/**
 * The one live connection of a page. All subscriptions share one event stream; when the topics change,
 * the stream is opened again from the last event seen, so that nothing is missed. The stream is read with
 * `fetch`, not `EventSource`: only so are heartbeats visible to the watchdog and can a new stream resume
 * from an event id.
 */
export class SharedLive {
  readonly state = new Value<LiveState>('connecting');
  /** When the last byte came from the server, 0 before the first. */
  lastHeard = 0;
  /** The id of the last event that listeners have seen. */
  lastSeq = '';

  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly painted = new Set<(seq: string) => void>();
  private connection: AbortController | null = null;
  private connectedTopics = '';
  private lastId = '';
  private retryMs = FIRST_RETRY_MS;
  private stopTimer: () => void = () => {};
  private stopWatchdog: () => void = () => {};
  private queue: LiveEvent[] = [];
  private queued = false;
  private closed = false;

  constructor(
    private readonly path = '/api/live',
    private readonly around: Surroundings = browser,
  ) {}

  /** Calls `listener` for each event of `topic` until the returned function is called. */
  subscribe(topic: string, listener: Listener): () => void {
    let set = this.listeners.get(topic);
    if (!set) this.listeners.set(topic, (set = new Set()));
    set.add(listener);
    this.settle();
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.listeners.get(topic) === set) this.listeners.delete(topic);
      this.settle();
    };
  }

  /** Calls `act` with the last sequence number after the listeners have handled a batch of events. */
  whenPainted(act: (seq: string) => void): () => void {
    this.painted.add(act);
    return () => this.painted.delete(act);
  }

  /** Tries again at once, as when the computer has woken up. */
  retryNow(): void {
    if (this.state.get() === 'live' || this.closed) return;
    this.retryMs = FIRST_RETRY_MS;
    this.connect();
  }

  close(): void {
    this.closed = true;
    this.stopTimer();
    this.stopWatchdog();
    this.connection?.abort();
  }

  private topics(): string {
    return [...this.listeners.keys()].sort().join(',');
  }

  /** Waits for the subscriptions of one moment to be complete, then connects if the topics differ. */
  private settle(): void {
    this.stopTimer();
    this.stopTimer = this.around.later(() => {
      const topics = this.topics();
      const wanted = topics.split(',');
      const covered = new Set(this.connectedTopics.split(','));
      // Fewer topics are no reason to interrupt a stream that works.
      if (this.connection && wanted.every((topic) => covered.has(topic))) return;
      if (topics) this.connect();
    }, SETTLE_MS);
  }

  private connect(): void {
    if (this.closed) return;
    this.stopTimer();
    const before = this.connection;
    const mine = (this.connection = new AbortController());
    before?.abort();
    this.connectedTopics = this.topics();
    if (!this.connectedTopics) return;
    this.watch(mine);
    void this.read(mine).then(
      (refused) => this.ended(mine, refused),
      () => this.ended(mine, false),
    );
  }

  /** Reads the stream to its end; answers true when the server refuses us for good. */
  private async read(mine: AbortController): Promise<boolean> {
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (this.lastId) headers['Last-Event-ID'] = this.lastId;
    const response = await this.around.fetch(
      `${this.path}?topics=${encodeURIComponent(this.connectedTopics)}`,
      { headers, signal: mine.signal, credentials: 'same-origin', cache: 'no-store' },
    );
    if (response.status === 401 || response.status === 403) return true;
    if (!response.ok || !response.body) return false;
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    const parser = new EventParser();
    this.heard(mine);
    for (;;) {
      const { done, value } = await reader.read();
      if (done || mine.signal.aborted) return false;
      this.heard(mine);
      for (const event of parser.feed(decoder.decode(value, { stream: true }))) this.take(event);
    }
  }

  private heard(mine: AbortController): void {
    if (mine !== this.connection) return;
    this.lastHeard = this.around.now();
    this.retryMs = FIRST_RETRY_MS;
    this.state.set('live');
    this.watch(mine);
  }

  private watch(mine: AbortController): void {
    this.stopWatchdog();
    this.stopWatchdog = this.around.later(() => {
      mine.abort();
      this.ended(mine, false);
    }, SILENCE_MS);
  }

  private ended(mine: AbortController, refused: boolean): void {
    if (mine !== this.connection || this.closed) return;
    this.connection = null;
    this.stopWatchdog();
    this.state.set(refused ? 'refused' : 'offline');
    this.stopTimer();
    this.stopTimer = this.around.later(() => this.connect(), refused ? LAST_RETRY_MS * 3 : this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
  }

  private take(event: StreamEvent): void {
    if (event.id) this.lastId = event.id;
    let data: Record<string, unknown> = {};
    try {
      data = JSON.parse(event.data) as Record<string, unknown>;
    } catch {
      // An event of which we cannot read the data still moves the position in the feed.
    }
    const topic = typeof data.topic === 'string' ? data.topic : '';
    this.queue.push({ topic, type: event.type, id: event.id, data });
    if (this.queued) return;
    this.queued = true;
    this.around.paint(() => this.dispatch());
  }

  /** Hands over everything that came since the last paint, in order. */
  private dispatch(): void {
    const events = this.queue;
    this.queue = [];
    this.queued = false;
    for (const event of events) {
      if (event.id) this.lastSeq = event.id;
      for (const listener of this.listenersOf(event)) {
        try {
          listener(event);
        } catch (failure) {
          // One listener's fault must not keep the event from the others.
          console.error(failure);
        }
      }
    }
    this.around.paint(() => {
      for (const act of this.painted) act(this.lastSeq);
    });
  }

  private listenersOf(event: LiveEvent): Listener[] {
    if (event.type === 'reset') return [...this.listeners.values()].flatMap((set) => [...set]);
    const found = [...(this.listeners.get(event.topic) ?? [])];
    if (event.topic.startsWith('dataset:') && event.topic !== 'dataset:*') {
      found.push(...(this.listeners.get('dataset:*') ?? []));
    }
    return found;
  }
}

/** The live feed of this page. */
export const live = new SharedLive();
