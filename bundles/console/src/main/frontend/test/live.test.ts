import { describe, expect, test } from 'vitest';
import { SharedLive, SILENCE_MS, type LiveEvent, type Surroundings } from '../src/shared/live';

interface Opened {
  url: string;
  last: string | null;
  signal: AbortSignal;
  send(text: string): void;
  end(): void;
}

/** A world with a clock that only the test moves. */
class World implements Surroundings {
  readonly opened: Opened[] = [];
  refuse = 0;
  private time = 1_000_000;
  private timers: { at: number; act: () => void }[] = [];
  private paints: (() => void)[] = [];

  fetch(url: string, init: RequestInit): Promise<Response> {
    if (this.refuse) return Promise.resolve(new Response('', { status: this.refuse }));
    let controller!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({ start: (c) => void (controller = c) });
    const signal = init.signal!;
    signal.addEventListener('abort', () => {
      try {
        controller.error(new DOMException('aborted', 'AbortError'));
      } catch {
        // It had ended already.
      }
    });
    this.opened.push({
      url: decodeURIComponent(url),
      last: new Headers(init.headers).get('Last-Event-ID'),
      signal,
      send: (text) => controller.enqueue(new TextEncoder().encode(text)),
      end: () => controller.close(),
    });
    return Promise.resolve(new Response(body, { status: 200 }));
  }

  now(): number {
    return this.time;
  }

  paint(act: () => void): void {
    this.paints.push(act);
  }

  later(act: () => void, ms: number): () => void {
    const timer = { at: this.time + ms, act };
    this.timers.push(timer);
    return () => void (this.timers = this.timers.filter((each) => each !== timer));
  }

  async pass(ms: number): Promise<void> {
    const until = this.time + ms;
    for (;;) {
      await this.settled();
      const next = this.timers.filter((each) => each.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.time = next.at;
      this.timers = this.timers.filter((each) => each !== next);
      next.act();
    }
    this.time = until;
    await this.settled();
  }

  async settled(): Promise<void> {
    for (let i = 0; i < 30; i++) await Promise.resolve();
    await new Promise((done) => setImmediate(done));
  }

  async painted(): Promise<void> {
    await this.settled();
    for (const act of this.paints.splice(0)) act();
  }
}

const event = (id: number, topic: string, type = 'records') =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify({ topic, records: [{ n: id }] })}\n\n`;

async function started(...topics: string[]) {
  const world = new World();
  const live = new SharedLive('/api/live', world);
  const seen: LiveEvent[] = [];
  for (const topic of topics) live.subscribe(topic, (each) => seen.push(each));
  await world.pass(50);
  return { world, live, seen };
}

describe('the live feed of a page', () => {
  test('is one stream for all topics', async () => {
    const { world, live } = await started('notices', 'dataset:dlh/ispu');
    expect(world.opened.map((each) => each.url)).toEqual(['/api/live?topics=dataset:dlh/ispu,notices']);
    expect(live.state.get()).toBe('live');
  });

  test('hands each event to those who listen to its topic, once per paint', async () => {
    const { world, seen } = await started('dataset:dlh/ispu');
    world.opened[0]!.send(event(1, 'dataset:dlh/ispu') + event(2, 'dataset:dishub/kamera') + event(3, 'dataset:dlh/ispu'));
    await world.settled();
    expect(seen).toEqual([]);
    await world.painted();
    expect(seen.map((each) => each.id)).toEqual(['1', '3']);
  });

  test('gives every dataset to those who listen to all', async () => {
    const { world, seen } = await started('dataset:*');
    world.opened[0]!.send(event(1, 'dataset:dlh/ispu'));
    await world.painted();
    expect(seen).toHaveLength(1);
  });

  test('goes on after the last event when it has ended', async () => {
    const { world, live, seen } = await started('notices');
    world.opened[0]!.send(event(41, 'notices'));
    await world.painted();
    world.opened[0]!.end();
    await world.settled();
    expect(live.state.get()).toBe('offline');
    await world.pass(5_000);
    expect(world.opened[1]!.last).toBe('41');
    world.opened[1]!.send(event(42, 'notices'));
    await world.painted();
    expect(seen.map((each) => each.id)).toEqual(['41', '42']);
  });

  test('goes on after the last event when a topic is added', async () => {
    const { world, live } = await started('notices');
    world.opened[0]!.send(event(7, 'notices'));
    await world.painted();
    live.subscribe('dataset:dlh/ispu', () => {});
    await world.pass(50);
    expect(world.opened[1]).toMatchObject({ url: '/api/live?topics=dataset:dlh/ispu,notices', last: '7' });
    expect(world.opened[0]!.signal.aborted).toBe(true);
  });

  test('is not interrupted when a topic is no longer wanted', async () => {
    const { world, live } = await started('notices');
    const stop = live.subscribe('departments', () => {});
    await world.pass(50);
    stop();
    await world.pass(50);
    expect(world.opened).toHaveLength(2);
  });

  test('counts as dead after a silence, and is opened again', async () => {
    const { world, live } = await started('notices');
    await world.pass(SILENCE_MS - 1_000);
    world.opened[0]!.send(': beat\n\n');
    await world.pass(SILENCE_MS - 1_000);
    expect(live.state.get()).toBe('live');
    await world.pass(1_100);
    expect(live.state.get()).toBe('offline');
    await world.pass(5_000);
    expect(world.opened).toHaveLength(2);
    expect(live.state.get()).toBe('live');
  });

  test('says when the server refuses it', async () => {
    const world = new World();
    world.refuse = 401;
    const live = new SharedLive('/api/live', world);
    live.subscribe('notices', () => {});
    await world.pass(50);
    expect(live.state.get()).toBe('refused');
  });

  test('tells everyone when they have to ask for everything again', async () => {
    const { world, seen } = await started('notices', 'dataset:dlh/ispu');
    world.opened[0]!.send('event: reset\ndata: {}\n\n');
    await world.painted();
    expect(seen.map((each) => each.type)).toEqual(['reset', 'reset']);
  });

  test('goes on when a listener throws', async () => {
    const { world, live, seen } = await started('notices');
    const said = console.error;
    console.error = () => {};
    live.subscribe('notices', () => {
      throw new Error('its own fault');
    });
    world.opened[0]!.send(event(1, 'notices') + event(2, 'notices'));
    await world.painted();
    console.error = said;
    expect(seen).toHaveLength(2);
  });

  test('tells the last number once all have handled it', async () => {
    const { world, live } = await started('notices');
    const told: string[] = [];
    live.whenPainted((seq) => told.push(seq));
    world.opened[0]!.send(event(5, 'notices') + event(6, 'notices'));
    await world.painted();
    expect(told).toEqual([]);
    await world.painted();
    expect(told).toEqual(['6']);
  });
});
