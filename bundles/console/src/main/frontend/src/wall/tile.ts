import { age, hourMinute } from '../shared/format';
import { language, local, t, word } from '../shared/language';
import type { SharedLive } from '../shared/live';
import { theme } from '../shared/theme';
import { lower, type DatasetInfo, type DepartmentInfo, type PlacedWidget, type WidgetDeclaration } from '../shared/types';
import { markElement, OwningHost } from './host';
import { builtIn, declared, departmentOf, load } from './modules';
import { staleSince } from './stale';
import type { Widget, WidgetModule } from './widget';

const RETRY_MS = 5_000;

export interface TileSurroundings {
  live: SharedLive;
  text: number;
  now(): number;
}

/**
 * The place of one widget on the wall. It mounts the widget's module, keeps its last picture while its
 * department is away, mounts it anew when the department comes back with another module, and says in words
 * when the data is old or the widget has failed.
 */
export class Tile {
  readonly element = document.createElement('section');
  private readonly heading = document.createElement('h2');
  private readonly note = document.createElement('p');
  private readonly body = document.createElement('div');
  private readonly sizes = new ResizeObserver(() => this.resized());
  private mounted: { host: OwningHost; widget: Widget | null } | null = null;
  private module: WidgetModule | null = null;
  private address = '';
  private declaration: WidgetDeclaration | null = null;
  private department: DepartmentInfo | null = null;
  private toldStale: number | null = null;
  private foundStale: number | null = null;
  private failed = false;
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    readonly placed: PlacedWidget,
    private readonly around: TileSurroundings,
  ) {
    const header = document.createElement('header');
    header.append(this.heading, this.note);
    this.element.className = 'tile';
    this.element.dataset.widget = placed.id;
    this.element.dataset.type = placed.type;
    this.element.append(header, this.body);
    this.body.className = 'body';
    const { style } = this.element;
    style.left = `${placed.x}px`;
    style.top = `${placed.y}px`;
    style.width = `${placed.w}px`;
    style.height = `${placed.h}px`;
    this.sizes.observe(this.body);
    const own = builtIn(placed.type);
    if (own) void this.mount(own);
    else this.say();
  }

  /** Takes note of how the departments are now. */
  follow(departments: readonly DepartmentInfo[]): void {
    const name = departmentOf(this.placed.type);
    if (!name) return;
    this.department = departments.find((each) => each.name === name) ?? null;
    const declaration = declared(this.placed.type, departments);
    if (declaration) this.declaration = declaration;
    const stopped = !this.department || lower(this.department.status.state) === 'stopped';
    // A department that has gone keeps its last picture; its module could not be loaded now anyway.
    if (declaration && !stopped && declaration.module !== this.address) void this.open(declaration.module);
    this.say();
  }

  /** Takes note of how old the data is. */
  check(datasets: readonly DatasetInfo[], now: number): void {
    const setting = this.placed.settings?.dataset;
    const names = this.declaration?.datasets ?? (typeof setting === 'string' ? [setting] : []);
    this.foundStale = staleSince(
      datasets.filter((each) => names.includes(`${each.department}/${each.name}`)),
      now,
    );
    this.say();
  }

  /** Tells the widget that the language or the theme has changed. */
  update(): void {
    this.call((widget) => widget.update?.());
    this.say();
  }

  private async open(address: string): Promise<void> {
    this.address = address;
    const attempt = ++this.attempt;
    clearTimeout(this.retry);
    try {
      const module = await load(address);
      if (attempt === this.attempt && !this.closed) await this.mount(module);
    } catch (failure) {
      if (attempt !== this.attempt || this.closed) return;
      // While a bundle is being replaced its module is away for a moment: try again, keep the picture.
      console.warn(failure);
      this.address = '';
      this.retry = setTimeout(() => void this.open(address), RETRY_MS);
      if (!this.mounted) this.fail(failure);
    }
  }

  private async mount(module: WidgetModule): Promise<void> {
    this.unmount();
    this.module = module;
    this.failed = false;
    this.toldStale = null;
    this.element.classList.toggle('bare', module.bare === true);
    const host = new OwningHost({
      mount: this.body,
      settings: this.placed.settings ?? {},
      text: this.around.text,
      live: this.around.live,
      onStale: (since) => {
        this.toldStale = since;
        this.say();
      },
      onError: (failure) => this.fail(failure),
    });
    const mounted = (this.mounted = { host, widget: null as Widget | null });
    try {
      const widget = (await module.create(host.host)) ?? null;
      if (this.mounted !== mounted) return void widget?.destroy?.();
      mounted.widget = widget;
      this.resized();
    } catch (failure) {
      if (this.mounted === mounted) this.fail(failure);
    }
    this.say();
  }

  private unmount(): void {
    const before = this.mounted;
    this.mounted = null;
    if (!before) return;
    before.host.dispose();
    try {
      before.widget?.destroy?.();
    } catch (failure) {
      console.warn(failure);
    }
  }

  private resized(): void {
    this.call((widget) => widget.resize?.(this.body.clientWidth, this.body.clientHeight));
  }

  private call(act: (widget: Widget) => void): void {
    try {
      if (this.mounted?.widget) act(this.mounted.widget);
    } catch (failure) {
      this.fail(failure);
    }
  }

  /** Puts a sentence in the place of a widget that threw; the rest of the wall goes on. */
  private fail(failure: unknown): void {
    if ((failure as Error | null)?.name === 'AbortError' || this.closed) return;
    console.error(this.placed.type, failure);
    this.unmount();
    this.failed = true;
    const box = document.createElement('div');
    box.className = 'fault';
    const text = document.createElement('p');
    const department = departmentOf(this.placed.type) || word('widget', this.placed.type);
    text.append(markElement(3, t('widget.failed', { department })));
    const detail = document.createElement('p');
    detail.className = 'detail';
    detail.textContent = failure instanceof Error ? failure.message : String(failure);
    box.append(text, detail);
    this.body.replaceChildren(box);
    this.say();
    const module = this.module;
    clearTimeout(this.retry);
    // A fault may pass, such as a request that failed: the widget gets another chance every minute.
    this.retry = setTimeout(() => {
      if (module) void this.mount(module);
    }, 12 * RETRY_MS);
  }

  /** Writes the heading and, where something is not as it should be, the note beside it. */
  private say(): void {
    const { type, settings } = this.placed;
    const title = (settings?.title ?? this.declaration?.title ?? this.module?.title) as DepartmentInfo['title'] | undefined;
    this.heading.textContent =
      (settings?.title ? '' : this.module?.heading?.(settings ?? {})) || local(title) || word('widget', type);
    const state = this.state();
    this.element.dataset.state = state.name;
    this.note.replaceChildren(...(state.text ? [markElement(state.level, state.text)] : []));
    if (state.name === 'missing' && !this.mounted) {
      const text = document.createElement('div');
      text.className = 'fault';
      text.append(markElement(-1, t('widget.unknown', { type })));
      this.body.replaceChildren(text);
    }
  }

  private state(): { name: string; level: number; text: string } {
    const name = departmentOf(this.placed.type);
    const status = this.department?.status;
    const since = status?.since ? hourMinute(status.since) : '–';
    if (name && lower(status?.state) === 'stopped') {
      return { name: 'offline', level: 3, text: t('widget.offline', { department: name, time: since }) };
    }
    if (name && !this.mounted && !this.failed && !this.declaration) {
      return { name: 'missing', level: -1, text: '' };
    }
    if (this.failed) return { name: 'failed', level: 3, text: '' };
    const old = this.toldStale ?? this.foundStale;
    if (old !== null) {
      return { name: 'stale', level: 2, text: t('widget.stale', { age: age(this.around.now() - old) }) };
    }
    if (name && lower(status?.state) === 'degraded') {
      return { name: 'degraded', level: 2, text: t('widget.degraded', { department: name, time: since }) };
    }
    return { name: 'live', level: 0, text: '' };
  }

  dispose(): void {
    this.closed = true;
    clearTimeout(this.retry);
    this.sizes.disconnect();
    this.unmount();
    this.element.remove();
  }
}

/** Draws again everything that depends on the language or the theme. */
export function whenAppearanceChanges(act: () => void): () => void {
  const stops = [language.watch(act), theme.watch(act)];
  return () => stops.forEach((stop) => stop());
}
