import { render } from 'lit';
import { get, query } from '../shared/api';
import { dateTime, hourMinute, millis, number, relative } from '../shared/format';
import { language, local } from '../shared/language';
import { levelOf, type LevelNumber } from '../shared/levels';
import type { SharedLive } from '../shared/live';
import { mark } from '../shared/mark';
import { theme } from '../shared/theme';
import type { Items, Row } from '../shared/types';
import type { WidgetHost } from './widget';
import { baseSheet } from './widgetStyles';

export interface HostOptions {
  mount: HTMLElement;
  settings: Record<string, unknown>;
  text: number;
  live: SharedLive;
  onStale: (since: number | null) => void;
  onError: (failure: unknown) => void;
}

/** A widget's host: hands out what a widget may use, and ends all of it together. */
export class OwningHost {
  readonly host: WidgetHost;
  private readonly ending = new AbortController();
  private readonly ends = new Set<() => void>();
  private readonly shadow: ShadowRoot;
  private readonly root: HTMLElement;

  constructor(private readonly options: HostOptions) {
    const element = document.createElement('div');
    this.shadow = element.attachShadow({ mode: 'open' });
    this.shadow.adoptedStyleSheets = [baseSheet()];
    this.root = document.createElement('div');
    this.root.className = 'root';
    this.shadow.append(this.root);
    options.mount.replaceChildren(element);
    this.host = this.handOut();
  }

  private handOut(): WidgetHost {
    const { options, root, ending } = this;
    const guard = <A extends unknown[]>(act: (...given: A) => void) => this.guarded(act);
    return {
      element: root,
      settings: Object.freeze({ ...options.settings }),
      get language() {
        return language.get();
      },
      get theme() {
        return theme.get();
      },
      get size() {
        return { w: root.clientWidth, h: root.clientHeight };
      },
      text: options.text,
      signal: ending.signal,
      format: {
        time: (moment) => hourMinute(moment),
        dateTime: (moment) => dateTime(moment),
        age: (moment) => relative(moment),
        number: (value, decimals) => number(value, decimals),
      },
      t: (text) => local(text),
      records: async (dataset, parameters = {}) => {
        const page = await get<Items<Row>>(`/api/datasets/${dataset}/records${query(parameters)}`, ending.signal);
        return page.items;
      },
      subscribe: (topic, act) => {
        const whole = topic.includes(':') || !topic.includes('/') ? topic : `dataset:${topic}`;
        const safe = guard(act);
        return this.own(options.live.subscribe(whole, (event) => safe({ type: event.type, ...event.data })));
      },
      every: (milliseconds, act) => {
        const timer = setInterval(guard(act), Math.max(16, milliseconds));
        return this.own(() => clearInterval(timer));
      },
      stale: (since) => {
        const at = since === null ? Number.NaN : millis(since);
        options.onStale(Number.isNaN(at) ? null : at);
      },
      css: (rules) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(rules);
        this.shadow.adoptedStyleSheets = [...this.shadow.adoptedStyleSheets, sheet];
      },
      mark: (level, word) => markElement(level, word),
    };
  }

  /** An act of the widget of which a fault is caught and told. */
  private guarded<A extends unknown[]>(act: (...given: A) => void): (...given: A) => void {
    return (...given) => {
      if (this.ending.signal.aborted) return;
      try {
        act(...given);
      } catch (failure) {
        this.options.onError(failure);
      }
    };
  }

  private own(end: () => void): () => void {
    const once = () => {
      if (this.ends.delete(once)) end();
    };
    this.ends.add(once);
    return once;
  }

  /** Ends everything that was started through this host and takes its picture away. */
  dispose(): void {
    this.ending.abort();
    for (const end of [...this.ends]) end();
    this.root.replaceChildren();
    this.shadow.adoptedStyleSheets = [];
    this.options.mount.replaceChildren();
  }
}

/** The mark of a level as an element, for widgets that know nothing of our templates. */
export function markElement(level: number | string, word: string): HTMLElement {
  const box = document.createElement('span');
  const value = typeof level === 'number' ? (Math.max(-1, Math.min(4, level)) as LevelNumber) : levelOf(level);
  render(mark(value, word), box);
  return (box.firstElementChild as HTMLElement | null) ?? box;
}
