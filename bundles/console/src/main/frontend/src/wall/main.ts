import '../styles/tokens.css';
import './wall.css';
import { get, session, whenStranger } from '../shared/api';
import { clock } from '../shared/format';
import { language, t } from '../shared/language';
import { live } from '../shared/live';
import { asProblem } from '../shared/resource';
import { startTheme, token } from '../shared/theme';
import type { OutputInfo, SceneInfo, Session, Showing, SurfaceInfo } from '../shared/types';
import { departments, datasets, startWorld } from '../shared/world';
import { markElement } from './host';
import { declared } from './modules';
import { followNewest, freshCatalogue } from './newest';
import { leastText, turned, windowOf, type Box } from './plan';
import { report } from './report';
import { ServerClock } from './serverClock';
import { Stage } from './stage';

const parameters = new URLSearchParams(location.search);
const [, , surfaceName = '', outputName = ''] = location.pathname.split('/').map(decodeURIComponent);
const fits = parameters.get('fit') === '1';
/** Shorter breaks of the connection are not worth a word on the wall. */
const PATIENCE_MS = 1_500;

startTheme(parameters.get('theme') === 'light' ? 'light' : 'dark');
language.set(parameters.get('lang') === 'en' ? 'en' : 'id');
document.documentElement.lang = language.get();

/** The page of one output: what its surface shows, moved so that the output's part is seen. */
class WallPage extends HTMLElement {
  private readonly serverClock = new ServerClock();
  private readonly canvas = document.createElement('div');
  private readonly message = document.createElement('div');
  private readonly connection = document.createElement('div');
  private surface: SurfaceInfo | null = null;
  private window: Box | null = null;
  private stage: Stage | null = null;
  private coming: { stage: Stage; key: string } | null = null;
  private shownKey = '';
  private loading: Promise<void> | null = null;
  private loadAgain = false;
  private offlineSince = 0;
  private pageTag: string | null = null;

  connectedCallback(): void {
    this.setAttribute('role', 'main');
    this.canvas.className = 'canvas';
    this.message.className = 'message';
    this.connection.className = 'connection';
    this.connection.setAttribute('role', 'status');
    this.replaceChildren(this.canvas, this.message, this.connection);
    document.documentElement.classList.toggle('fits', fits);
    document.title = `${surfaceName}${outputName ? `/${outputName}` : ''} · PCC`;
    this.say(t('wall.waiting'));
    whenStranger(() => this.say(t('live.keyRefused')));
    live.subscribe(`wall:${surfaceName}`, () => void this.load());
    live.state.watch((state) => {
      if (state === 'live') void this.recovered();
      this.showConnection();
    });
    live.whenPainted((seq) => {
      document.documentElement.dataset.lastSeq = seq;
      document.documentElement.dataset.lastPaint = String(this.serverClock.now());
    });
    departments.watch(() => this.follow());
    datasets.watch(() => this.follow());
    addEventListener('online', () => live.retryNow());
    addEventListener('resize', () => this.lay());
    document.addEventListener('visibilitychange', () => void this.stayAwake());
    setInterval(() => this.each(), 1000);
    setInterval(() => void this.serverClock.set(), 10 * 60_000);
    void this.start();
  }

  private async start(): Promise<void> {
    try {
      session.set(await get<Session>('/api/session'));
    } catch {
      setTimeout(() => void this.start(), 3000);
      return;
    }
    startWorld();
    void this.stayAwake();
    void this.serverClock.set();
    await this.load();
    if (outputName && !fits) report(surfaceName, outputName, () => this.stage?.scene ?? null);
  }

  /** After a break: the wall may show something else, and the page itself may be newer. */
  private async recovered(): Promise<void> {
    void this.load();
    void this.serverClock.set();
    try {
      const head = await fetch(location.pathname, { method: 'HEAD', cache: 'no-cache' });
      const tag = head.ok ? head.headers.get('ETag') : null;
      if (tag && this.pageTag && tag !== this.pageTag) location.reload();
      this.pageTag = tag ?? this.pageTag;
    } catch {
      // Offline again: the next recovery asks again.
    }
  }

  private load(): Promise<void> {
    if (this.loading) {
      this.loadAgain = true;
      return this.loading;
    }
    this.loading = this.loadNow()
      .catch((failure: unknown) => {
        if (asProblem(failure).status === 404) this.say(t('wall.unknownSurface', { surface: surfaceName }));
        setTimeout(() => void this.load(), 3000);
      })
      .finally(() => {
        this.loading = null;
        if (!this.loadAgain) return;
        this.loadAgain = false;
        void this.load();
      });
    return this.loading;
  }

  private async loadNow(): Promise<void> {
    const surface = await get<SurfaceInfo>(`/api/wall/surfaces/${encodeURIComponent(surfaceName)}`);
    const window = windowOf(surface, outputName);
    if (!window) return this.say(t('wall.unknownOutput', { output: outputName, surface: surfaceName }));
    this.surface = surface;
    this.window = window;
    this.lay();
    if (surface.current) await this.prepare(surface.current, window, surface);
    if (surface.next) await this.prepare(surface.next, window, surface);
    if (!surface.current && !surface.next) this.say(t('wall.empty'));
  }

  /** Mounts a scene hidden and shows it at its moment by the server's clock. */
  private async prepare(showing: Showing, window: Box, surface: SurfaceInfo): Promise<void> {
    const key = `${showing.scene}#${showing.version}`;
    if (key === this.coming?.key || (key === this.shownKey && !this.coming)) return;
    const scene = await get<SceneInfo>(`/api/wall/scenes/${encodeURIComponent(showing.scene)}`);
    this.coming?.stage.dispose();
    const stage = new Stage(scene, window, {
      live,
      text: leastText(surface),
      now: () => this.serverClock.now(),
    });
    this.coming = { stage, key };
    stage.element.classList.add('waiting');
    this.canvas.append(stage.element);
    this.follow();
    const at = showing.atMillis ?? (showing.at ? Date.parse(showing.at) : 0);
    this.swapAt(at, stage);
  }

  private swapAt(at: number, stage: Stage): void {
    const left = at - this.serverClock.now();
    if (left > 100) {
      setTimeout(() => this.swapAt(at, stage), left - 60);
      return;
    }
    requestAnimationFrame(() => {
      if (this.coming?.stage !== stage) return;
      if (this.serverClock.now() < at - 8) return this.swapAt(at, stage);
      const before = this.stage;
      this.stage = stage;
      this.shownKey = this.coming.key;
      this.coming = null;
      stage.element.classList.remove('waiting');
      before?.dispose();
      this.say('');
      document.documentElement.dataset.scene = stage.scene.name;
    });
  }

  /** Gives the stages what is known of departments and data. */
  private follow(): void {
    const known = departments.data ?? [];
    const names = new Set<string>();
    for (const stage of [this.stage, this.coming?.stage]) {
      if (!stage) continue;
      if (departments.data) stage.follow(known);
      for (const { type, settings } of stage.scene.widgets) {
        for (const name of declared(type, known)?.datasets ?? []) names.add(name);
        if (typeof settings?.dataset === 'string') names.add(settings.dataset);
      }
    }
    followNewest(names);
    this.checkAge();
  }

  private each(): void {
    this.checkAge();
    this.showConnection();
  }

  private checkAge(): void {
    const now = this.serverClock.now();
    const catalogue = freshCatalogue();
    this.stage?.check(catalogue, now);
    this.coming?.stage.check(catalogue, now);
  }

  private showConnection(): void {
    const state = live.state.get();
    const root = document.documentElement;
    root.dataset.live = state;
    if (state === 'live') this.offlineSince = 0;
    else if (this.offlineSince === 0) this.offlineSince = performance.now();
    const lost = state === 'refused' || (this.offlineSince > 0 && performance.now() - this.offlineSince > PATIENCE_MS);
    root.classList.toggle('lost', lost && this.stage !== null);
    if (!lost || !this.stage) {
      this.connection.replaceChildren();
      return;
    }
    const text =
      state === 'refused'
        ? t('live.keyRefused')
        : live.lastHeard
          ? t('live.wall', { time: clock(live.lastHeard) })
          : t('live.wallNever');
    if (this.connection.textContent !== text) this.connection.replaceChildren(markElement(3, text));
  }

  private say(text: string): void {
    // A picture on the wall stays; only an empty wall needs a word in its middle.
    this.message.textContent = this.stage ? '' : text;
  }

  /** An output shows its part pixel for pixel; only the preview is scaled. */
  private lay(): void {
    const { window, surface } = this;
    if (!window || !surface) return;
    const { style } = this.canvas;
    style.width = `${window.w}px`;
    style.height = `${window.h}px`;
    this.style.setProperty('--text-px', `${leastText(surface)}px`);
    const output = surface.outputs.find((each) => each.name === outputName) as OutputInfo | undefined;
    const scale = Math.min(innerWidth / window.w, innerHeight / window.h);
    style.transform = fits ? `scale(${scale})` : output ? turned(output) : '';
    if (fits) this.style.setProperty('--text-px', `${Math.max(12, leastText(surface) * scale * 1.6)}px`);
    document.documentElement.style.background = token('--ground');
  }

  private async stayAwake(): Promise<void> {
    try {
      if (document.visibilityState === 'visible') await navigator.wakeLock?.request('screen');
    } catch {
      // Not granted: the wall PC's own power settings have to keep the screen on.
    }
  }
}

customElements.define('pcc-wall', WallPage);
