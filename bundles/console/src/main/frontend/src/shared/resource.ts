import { Problem } from './api';
import { Value } from './value';

export interface Loaded<T> {
  data: T | null;
  problem: Problem | null;
  loading: boolean;
}

/**
 * Something of the server that a page shows: keeps the last good answer when a later request fails.
 */
export class Resource<T> extends Value<Loaded<T>> {
  private running: Promise<void> | null = null;
  private again = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly fetchIt: () => Promise<T>) {
    super({ data: null, problem: null, loading: false });
  }

  get data(): T | null {
    return this.get().data;
  }

  /** Loads now; a call while loading makes one more request follow. */
  load(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.set({ ...this.get(), loading: true });
    this.running = this.fetchIt()
      .then(
        (data) => this.set({ data, problem: null, loading: false }),
        (failure: unknown) =>
          this.set({ data: this.data, problem: asProblem(failure), loading: false }),
      )
      .finally(() => {
        this.running = null;
        if (this.again) {
          this.again = false;
          void this.load();
        }
      });
    return this.running;
  }

  /** Loads within `ms`, however often it is asked for until then. */
  loadSoon(ms = 200): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.load();
    }, ms);
  }
}

export function asProblem(failure: unknown): Problem {
  if (failure instanceof Problem) return failure;
  return new Problem(0, 'Error', failure instanceof Error ? failure.message : String(failure));
}
