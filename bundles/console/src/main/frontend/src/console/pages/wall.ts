import { html, nothing, svg, type TemplateResult } from 'lit';
import { get, may, send, type Problem } from '../../shared/api';
import { PageElement } from '../../shared/element';
import { brief, millis, number, relative } from '../../shared/format';
import { icon } from '../../shared/icons';
import { language, local, t, word } from '../../shared/language';
import { live } from '../../shared/live';
import { mark } from '../../shared/mark';
import { properties } from '../../shared/properties';
import { asProblem, Resource } from '../../shared/resource';
import type { Items, OutputInfo, SceneInfo, SurfaceInfo } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';
import { departments } from '../../shared/world';
import '../secretDialog';
import type { SecretDialog } from '../secretDialog';
import './wall.css';

/** An output that was heard of within this time is on. */
const ALIVE_MS = 150_000;

interface Wall {
  surfaces: SurfaceInfo[];
  scenes: SceneInfo[];
  outputs: OutputInfo[];
}

/** The surfaces of the wall: what is on, on which outputs, and what else could be. */
class WallPage extends PageElement {
  private readonly wall: Resource<Wall>;
  private readonly previews = new Set<string>();
  private problem: Problem | null = null;
  private readonly subscribed = new Set<string>();

  constructor() {
    const wall = new Resource<Wall>(loadWall);
    super(wall, departments);
    this.wall = wall;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.wall.load();
    const ticking = setInterval(() => void this.wall.load(), 15_000);
    this.whileShown(() => clearInterval(ticking));
  }

  protected override updated(): void {
    for (const surface of this.wall.data?.surfaces ?? []) {
      if (this.subscribed.has(surface.name)) continue;
      this.subscribed.add(surface.name);
      this.whileShown(live.subscribe(`wall:${surface.name}`, () => this.wall.loadSoon(100)));
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.subscribed.clear();
  }

  private async act(work: () => Promise<void>): Promise<void> {
    try {
      this.problem = null;
      await work();
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    await this.wall.load();
  }

  private show(surface: string, scene: string): void {
    void this.act(async () => {
      await send('POST', `/api/wall/surfaces/${surface}/show`, { scene });
    });
  }

  private link(surface: string, output: string): void {
    void this.act(async () => {
      const issued = await send<{ url: string }>('POST', `/api/wall/outputs/${surface}/${output}/key`, {});
      this.querySelector<SecretDialog>('pcc-secret')?.show(
        t('wall.linkTitle', { output: `${surface}/${output}` }),
        t('wall.linkOnce'),
        location.origin + (issued?.url ?? ''),
      );
    });
  }

  protected override render() {
    const { data, problem } = this.wall.get();
    return html`<div class="page">
      <div class="page-head">
        <div class="titles"><h1>${t('wall.title')}</h1><p class="sub">${t('wall.sub')}</p></div>
      </div>
      ${this.problem
        ? html`<div class="banner bad" role="alert">${icon('warning')}<span><b>${this.problem.title}</b> ${this.problem.detail}</span></div>`
        : nothing}
      ${data === null
        ? html`<div class="panel">${problem ? failed(problem, () => void this.wall.load()) : skeleton(8)}</div>`
        : data.surfaces.length === 0
          ? html`<div class="panel">${empty(t('wall.none'), 'screens')}</div>`
          : data.surfaces.map((surface) => this.surface(surface, data))}
      <pcc-secret></pcc-secret>
    </div>`;
  }

  private surface(surface: SurfaceInfo, wall: Wall): TemplateResult {
    const scenes = wall.scenes.filter((each) => each.surface === surface.name);
    // What is asked for counts as on: the outputs change to it within a second.
    const showing = surface.next ?? surface.current;
    const scene = scenes.find((each) => each.name === showing?.scene) ?? null;
    const preview = this.previews.has(surface.name);
    return html`<section class="panel surface">
      <header>
        <h2>${local(surface.title)} <span class="muted mono">${surface.name}</span></h2>
        <span class="muted num">
          ${t('wall.size', { w: surface.widthPx, h: surface.heightPx })}${surface.widthMm && surface.heightMm
            ? ` · ${t('wall.metres', { w: number(surface.widthMm / 1000), h: number(surface.heightMm / 1000) })}`
            : ''}
        </span>
        <div class="aside">
          <div class="segments" role="group" aria-label=${t('wall.preview')}>
            ${[false, true].map(
              (each) => html`<button aria-pressed=${preview === each} @click=${() => this.switchPreview(surface.name, each)}>
                ${t(each ? 'wall.preview' : 'wall.schematic')}
              </button>`,
            )}
          </div>
        </div>
      </header>
      <div class="surface-body">
        <div class="picture" ${properties({ '--ratio': `${surface.widthPx} / ${surface.heightPx}` })}>
          ${preview
            ? html`<iframe src="/wall/${surface.name}?fit=1&lang=${language.get()}" title="${t('wall.preview')}: ${local(surface.title)}"></iframe>`
            : this.plan(surface, scene)}
        </div>
        <div class="surface-side">
          <div>
            <h3>${t('wall.scene')}</h3>
            ${scenes.length === 0 ? html`<p class="muted">${t('wall.noScene')}</p>` : nothing}
            <ul>
              ${scenes.map((each) => {
                const on = each.name === scene?.name;
                return html`<li>
                  <span>${local(each.title)} <span class="muted mono">${each.name}</span></span>
                  ${on
                    ? html`<span class="tag">${icon('check')}${t('wall.showing')}</span>`
                    : may('operator')
                      ? html`<button class="button small" @click=${() => this.show(surface.name, each.name)}>${t('wall.show')}</button>`
                      : nothing}
                </li>`;
              })}
            </ul>
            ${showing ? html`<p class="muted num">${showing.actor ?? ''} · ${brief(showing.at)}</p>` : nothing}
          </div>
          <div>
            <h3>${t('wall.outputs')}</h3>
            <ul>${surface.outputs.map((each) => this.output(surface, each, wall))}</ul>
          </div>
        </div>
      </div>
    </section>`;
  }

  private output(surface: SurfaceInfo, output: OutputInfo, wall: Wall): TemplateResult {
    const seen = wall.outputs.find((each) => each.surface === surface.name && each.name === output.name) ?? output;
    const alive = Date.now() - millis(seen.lastSeen) < ALIVE_MS;
    return html`<li>
      <span>
        <b>${output.name}</b> <span class="muted num">${output.w} × ${output.h}</span>
        <span class="alive">
          ${seen.lastSeen
            ? alive
              ? mark(0, `${t('state.running')}${seen.fps ? ` · ${number(seen.fps, 0)} fps` : ''}`)
              : mark(2, relative(seen.lastSeen))
            : html`<span class="muted">${t('time.never')}</span>`}
        </span>
      </span>
      <span class="row">
        <a class="button small plain" target="_blank" href="/wall/${surface.name}/${output.name}">${icon('outside')}${t('action.open')}</a>
        ${may('supervisor')
          ? html`<button class="button small" @click=${() => this.link(surface.name, output.name)}>${icon('key')}${t('wall.link')}</button>`
          : nothing}
      </span>
    </li>`;
  }

  private switchPreview(surface: string, on: boolean): void {
    if (on) this.previews.add(surface);
    else this.previews.delete(surface);
    this.requestUpdate();
  }

  /** The scene as a plan: boxes of widgets, and where one output ends and the next begins. */
  private plan(surface: SurfaceInfo, scene: SceneInfo | null): TemplateResult {
    const unit = surface.heightPx / 24;
    return html`<svg viewBox="0 0 ${surface.widthPx} ${surface.heightPx}" role="img" aria-label=${scene ? local(scene.title) : t('wall.noScene')}>
      ${(scene?.widgets ?? []).map(
        (each) => svg`<g>
          <rect class="box" x=${each.x} y=${each.y} width=${each.w} height=${each.h} />
          <text x=${each.x + unit * 0.8} y=${each.y + unit * 1.7} font-size=${unit * 1.25}>${this.widgetName(each.type)}</text>
        </g>`,
      )}
      ${surface.outputs.map(
        (each) => svg`<g>
          <rect class="output" x=${each.x} y=${each.y} width=${each.w} height=${each.h} />
          <text class="output-name" x=${each.x + each.w - unit * 0.8} y=${each.y + each.h - unit * 0.8} text-anchor="end" font-size=${unit * 1.1}>${each.name}</text>
        </g>`,
      )}
    </svg>`;
  }

  private widgetName(type: string): string {
    const found = (departments.data ?? []).flatMap((each) => each.widgets ?? []).find((each) => each.type === type);
    return found ? local(found.title) : word('widget', type);
  }
}

async function loadWall(): Promise<Wall> {
  const [surfaces, scenes, outputs] = await Promise.all([
    get<Items<SurfaceInfo>>('/api/wall/surfaces'),
    get<Items<SceneInfo>>('/api/wall/scenes'),
    get<Items<OutputInfo>>('/api/wall/outputs'),
  ]);
  return { surfaces: surfaces.items, scenes: scenes.items, outputs: outputs.items };
}

customElements.define('pcc-wall-page', WallPage);
