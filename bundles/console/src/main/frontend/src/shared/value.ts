import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A value that can be watched. */
export class Value<T> {
  private readonly watchers = new Set<(value: T) => void>();

  constructor(private current: T) {}

  get(): T {
    return this.current;
  }

  set(next: T): void {
    if (Object.is(next, this.current)) return;
    this.current = next;
    for (const watcher of [...this.watchers]) watcher(next);
  }

  /** Calls `watcher` on each change until the returned function is called. */
  watch(watcher: (value: T) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }
}

/** Renders an element again whenever one of the values changes, as long as it is connected. */
export class Watching implements ReactiveController {
  private stops: (() => void)[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly values: readonly Pick<Value<unknown>, 'watch'>[],
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.stops = this.values.map((value) => value.watch(() => this.host.requestUpdate()));
  }

  hostDisconnected(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
  }
}
