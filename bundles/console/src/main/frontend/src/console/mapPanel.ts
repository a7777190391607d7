import './mapPanel.css';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { CityMap, type Picked } from '../map/cityMap';
import { counted, type DrawnLayer } from '../map/layers';
import { PageElement } from '../shared/element';
import { relative } from '../shared/format';
import { icon } from '../shared/icons';
import { local, t } from '../shared/language';
import { mark, shape } from '../shared/mark';
import { fieldLabel, valueWithUnit } from '../shared/record';
import { lower, type CityInfo } from '../shared/types';
import { href } from './router';

const STORED = 'pcc.map.hidden';
/** The list of layers covers this much of the map's left side. */
const LIST_WIDTH = 216;

/** The map of the overview with its layer list, which is also its legend, and the picked place. */
class MapPanel extends PageElement {
  @property({ attribute: false }) layers: DrawnLayer[] = [];
  @property({ attribute: false }) city: CityInfo | null = null;

  private map: CityMap | null = null;
  private picked: Picked | null = null;
  private readonly switchedOff = new Set<string>(storedHidden());
  private listOpen = true;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.map?.dispose();
    this.map = null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.map) {
      this.map = new CityMap(this.querySelector<HTMLElement>('.canvas')!, {
        interactive: true,
        scale: 1,
        covered: [0, 0, 0, LIST_WIDTH],
        onPick: (picked) => this.pick(picked),
        onHover: (picked, pixel) => this.hover(picked, pixel),
      });
      this.map.setCity(this.city);
    } else if (changed.has('city')) this.map.setCity(this.city);
    this.map.setLayers(this.layers.filter((layer) => !this.switchedOff.has(layer.id)));
  }

  private pick(picked: Picked | null): void {
    this.picked = picked;
    this.requestUpdate();
  }

  private hover(picked: Picked | null, [x, y]: number[]): void {
    const tip = this.querySelector<HTMLElement>('.tip');
    if (!tip) return;
    tip.hidden = !picked;
    if (!picked) return;
    const { row, layer } = picked;
    tip.textContent = [row.name, row.value, row.word].filter(Boolean).join(' · ') || local(layer.title);
    tip.style.setProperty('--x', `${x}px`);
    tip.style.setProperty('--y', `${y}px`);
  }

  private toggle(id: string): void {
    if (!this.switchedOff.delete(id)) this.switchedOff.add(id);
    try {
      localStorage.setItem(STORED, JSON.stringify([...this.switchedOff]));
    } catch {
      // Not remembered on this computer; it still holds now.
    }
    this.requestUpdate();
  }

  protected override render() {
    return html`
      <div class="canvas" tabindex="0" role="application" aria-label=${t('map.hint')}></div>
      <div class="tip" hidden></div>
      ${this.list()}
      <div class="zoom">
        ${this.zoomButton('map.zoomIn', 'plus', () => this.map?.zoom(1))}
        ${this.zoomButton('map.zoomOut', 'minus', () => this.map?.zoom(-1))}
        ${this.zoomButton('map.home', 'home', () => this.map?.home())}
      </div>
      ${this.picked ? this.details(this.picked) : nothing}
    `;
  }

  private zoomButton(text: 'map.zoomIn' | 'map.zoomOut' | 'map.home', picture: 'plus' | 'minus' | 'home', act: () => void) {
    return html`<button aria-label=${t(text)} title=${t(text)} @click=${act}>${icon(picture)}</button>`;
  }

  private list(): TemplateResult {
    return html`<section class="layers" aria-label=${t('overview.layers')}>
      <button class="fold" aria-expanded=${this.listOpen} @click=${() => {
        this.listOpen = !this.listOpen;
        this.map?.cover([0, 0, 0, this.listOpen ? LIST_WIDTH : 0]);
        this.requestUpdate();
      }}>
        ${icon('layers')}<b>${t('overview.layers')}</b>${icon('down')}
      </button>
      ${this.listOpen
        ? this.layers.length === 0
          ? html`<p class="muted none">${t('overview.noLayers')}</p>`
          : this.layers.map((layer) => this.entry(layer))
        : nothing}
      ${this.listOpen && this.city?.boundaries.length === 0 ? html`<p class="muted hint">${t('map.noBoundary')}</p>` : nothing}
    </section>`;
  }

  private entry(layer: DrawnLayer): TemplateResult {
    const shown = !this.switchedOff.has(layer.id);
    const classes = counted(layer).filter((each) => each.count > 0 || each.level >= 0);
    return html`<div class="entry" ?data-dim=${layer.dim}>
      <label>
        <input type="checkbox" .checked=${shown} @change=${() => this.toggle(layer.id)} />
        <span>${local(layer.title)}</span>
        <span class="muted num spread">${layer.rows.length}</span>
      </label>
      ${shown && classes.length > 0
        ? html`<ul>
            ${classes.map(
              (each) => html`<li class="mark" data-level=${each.level} ?data-none=${each.count === 0}>
                ${shape(each.level)}<span>${each.word || t('severity.unknown')}</span><i class="num">${each.count}</i>
              </li>`,
            )}
          </ul>`
        : nothing}
    </div>`;
  }

  private details(picked: Picked): TemplateResult {
    const layer = this.layers.find((each) => each.id === picked.layer.id) ?? picked.layer;
    const row = layer.rows.find((each) => each.key === picked.row.key) ?? picked.row;
    const fields = layer.dataset.fields.filter((field) => lower(field.role) !== 'geometry');
    return html`<section class="details" aria-label=${row.name}>
      <header>
        <div>
          <p class="muted">${local(layer.title)} · ${layer.department.name.toUpperCase()}</p>
          <h2>${row.name}</h2>
          ${row.word ? mark(row.level, row.word) : nothing}
        </div>
        <button class="button plain small icon-only" aria-label=${t('action.close')} @click=${() => this.map?.pick(null)}>
          ${icon('close')}
        </button>
      </header>
      <dl class="facts">
        ${fields.map((field) => {
          const value = row.row[field.name];
          return value === null || value === undefined || value === ''
            ? nothing
            : html`<dt title=${field.name}>${fieldLabel(field)}</dt>
                <dd>${valueWithUnit(field, value)}</dd>`;
        })}
      </dl>
      <footer>
        <span class="muted">${relative(row.row._received)}</span>
        <a href=${href(`/data/${layer.department.name}/${layer.dataset.name}`)}>${local(layer.dataset.title)}</a>
      </footer>
    </section>`;
  }
}

function storedHidden(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? '[]');
    return Array.isArray(stored) ? stored.map(String) : [];
  } catch {
    return [];
  }
}

customElements.define('pcc-map-panel', MapPanel);
