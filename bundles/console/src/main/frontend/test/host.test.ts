// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { SharedLive } from '../src/shared/live';
import type { DepartmentInfo, PlacedWidget } from '../src/shared/types';
import { OwningHost } from '../src/wall/host';
import { Tile } from '../src/wall/tile';

const quiet = {
  fetch: () => new Promise<Response>(() => {}),
  now: () => 0,
  paint: () => {},
  later: () => () => {},
};

function hosted() {
  const mount = document.createElement('div');
  const live = new SharedLive('/api/live', quiet);
  const errors: unknown[] = [];
  const stale: (number | null)[] = [];
  const owning = new OwningHost({
    mount,
    settings: { dataset: 'dlh/ispu' },
    text: 32,
    live,
    onStale: (since) => stale.push(since),
    onError: (failure) => errors.push(failure),
  });
  return { mount, live, errors, stale, owning, host: owning.host };
}

describe('the host of a widget', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  test('ends timers, subscriptions and requests together', () => {
    const { owning, host, live, mount } = hosted();
    let ticks = 0;
    host.every(100, () => ticks++);
    const stop = vi.fn();
    vi.spyOn(live, 'subscribe').mockReturnValue(stop);
    host.subscribe('dlh/ispu', () => {});
    expect(live.subscribe).toHaveBeenCalledWith('dataset:dlh/ispu', expect.anything());
    vi.advanceTimersByTime(350);
    owning.dispose();
    vi.advanceTimersByTime(1000);
    expect(ticks).toBe(3);
    expect(stop).toHaveBeenCalledOnce();
    expect(host.signal.aborted).toBe(true);
    expect(mount.childElementCount).toBe(0);
  });

  test('catches what a timer of the widget throws', () => {
    const { host, errors } = hosted();
    host.every(100, () => {
      throw new Error('its own fault');
    });
    vi.advanceTimersByTime(100);
    expect(errors).toHaveLength(1);
  });

  test('tells how old the data is', () => {
    const { host, stale } = hosted();
    host.stale('2026-11-24T10:00:00+07:00');
    host.stale(null);
    expect(stale).toEqual([Date.parse('2026-11-24T10:00:00+07:00'), null]);
  });

  test('does not let a widget change its settings', () => {
    const { host } = hosted();
    expect(() => Object.assign(host.settings, { dataset: 'x' })).toThrow();
  });
});

describe('a tile', () => {
  const placed: PlacedWidget = { id: 'ispu', type: 'dlh/ispu', x: 10, y: 20, w: 300, h: 200 };
  const dlh = (state: string): DepartmentInfo => ({
    name: 'dlh',
    title: 'DLH',
    status: { state, since: '2026-11-24T10:12:00+07:00' },
    widgets: [],
  });
  const tile = () => new Tile(placed, { live: new SharedLive('/api/live', quiet), text: 32, now: () => 0 });

  test('stands at its place in pixels of the surface', () => {
    const { style } = tile().element;
    expect([style.left, style.top, style.width, style.height]).toEqual(['10px', '20px', '300px', '200px']);
  });

  test('says which widget is not installed', () => {
    const one = tile();
    one.follow([dlh('running')]);
    expect(one.element.dataset.state).toBe('missing');
    expect(one.element.textContent).toContain('dlh/ispu');
  });

  test('says since when its department is away', () => {
    const one = tile();
    one.follow([dlh('stopped')]);
    expect(one.element.dataset.state).toBe('offline');
    expect(one.element.textContent).toContain('dlh · luring sejak 10:12');
  });
});
