import { get } from '../shared/api';

const PINGS = 12;

/** One question for the time: when asked, what was answered, when it came; in milliseconds. */
export interface Ping {
  sent: number;
  answered: number;
  received: number;
}

/** How far the server's clock is ahead, by the quickest answer: its error is at most half its way. */
export function offsetOf(pings: readonly Ping[]): number {
  const best = [...pings].sort((a, b) => a.received - a.sent - (b.received - b.sent))[0];
  return best ? best.answered - (best.sent + best.received) / 2 : 0;
}

/** The server's clock, as far as this computer knows it: all outputs change scenes by it. */
export class ServerClock {
  private offset = 0;

  now(): number {
    return performance.timeOrigin + performance.now() + this.offset;
  }

  /** Asks the server for the time; keeps the old offset when it does not answer. */
  async set(): Promise<void> {
    const pings: Ping[] = [];
    for (let i = 0; i < PINGS; i++) {
      const sent = performance.timeOrigin + performance.now();
      try {
        const { now } = await get<{ now: number }>('/api/wall/clock');
        pings.push({ sent, answered: now, received: performance.timeOrigin + performance.now() });
      } catch {
        break;
      }
    }
    if (pings.length > 0) this.offset = offsetOf(pings);
  }
}
