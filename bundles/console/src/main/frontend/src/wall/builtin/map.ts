import olRules from 'ol/ol.css?inline';
import { html, nothing, render } from 'lit';
import { CityMap } from '../../map/cityMap';
import { counted, drawnLayers, type DrawnLayer } from '../../map/layers';
import { local, t } from '../../shared/language';
import { badness, type LevelNumber } from '../../shared/levels';
import { shape } from '../../shared/mark';
import { city, datasets, departments } from '../../shared/world';
import type { WidgetModule } from '../widget';

/** Width of the columns of words beside the city, in em. */
const SIDE = 16;
/** A tile that is less than so many times as wide as high has no room beside the city. */
const NARROW = 1.5;
const MOST_WORST = 20;
/** Of a layer of more places than these only the number is told. */
const ONE_BY_ONE = 40;

/** The map of the city with all layers, or those named in the setting `layers`. */
export const mapWidget: WidgetModule = {
  id: 'map',
  version: '1.0.0',
  title: { id: 'Peta kota', en: 'City map' },
  bare: true,
  create(host) {
    host.css(olRules);
    host.css(`
      .parts { height: 100%; display: grid; grid-template-columns: ${SIDE}em minmax(0, 1fr) ${SIDE}em; }
      .map { position: relative; background: var(--map-ground); min-width: 0; }
      .side { padding: 1.1em 1.2em; overflow: hidden; display: grid; align-content: start; gap: 1.1em; }
      .worst { gap: 0; }
      h2 { font-size: 1.15em; font-weight: 620; letter-spacing: -0.01em; margin: 0; }
      .legend h3 { font-weight: 620; margin-bottom: 0.2em; }
      .legend li { display: flex; width: 100%; }
      .legend .mark { font-weight: 500; }
      .legend b { margin-left: auto; padding-left: 1.2em; font-weight: 620; color: var(--text); }
      .legend section[data-dim] { opacity: 0.5; }
      .worst .row { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 0.6em; }
      .worst .row .mark { grid-column: 1 / -1; min-width: 0; }
      .worst .row .mark span { overflow: hidden; text-overflow: ellipsis; }
      .parts.narrow { grid-template-columns: minmax(0, 1fr); position: relative; }
      .narrow .worst { display: none; }
      .narrow .legend { position: absolute; left: 0; top: 0; width: ${SIDE}em;
        background: color-mix(in srgb, var(--surface-1) 70%, transparent); }
    `);
    const parts = document.createElement('div');
    const part = (name: string) => {
      const element = document.createElement('div');
      element.className = name;
      return element;
    };
    const legend = part('side legend');
    const target = part('map');
    const worst = part('side worst');
    parts.append(legend, target, worst);
    host.element.append(parts);
    const map = new CityMap(target, { interactive: false, named: true, scale: host.text / 10 });
    // The city is higher than wide: in a wide tile the room beside it holds words, in a narrow one the map has it all.
    const lay = () => {
      parts.className = host.size.w < host.size.h * NARROW ? 'parts narrow' : 'parts';
    };
    const only = Array.isArray(host.settings.layers) ? host.settings.layers.map(String) : null;
    const watched = new Map<DrawnLayer['latest'], () => void>();
    let queued = false;
    const draw = () => {
      queued = false;
      if (host.signal.aborted) return;
      const all = departments.data && datasets.data ? drawnLayers(departments.data, Date.now()) : [];
      const layers = all.filter((layer) => !only || only.includes(layer.id));
      for (const { latest } of layers) if (!watched.has(latest)) watched.set(latest, latest.rows.watch(soon));
      map.setLayers(layers);
      render(legendOf(layers), legend);
      render(worstOf(layers), worst);
      dropOverflow(worst);
    };
    const soon = () => {
      if (queued) return;
      queued = true;
      // All events of one moment are handed over in one frame: one drawing is enough for them.
      queueMicrotask(draw);
    };
    const stops = [departments.watch(soon), datasets.watch(soon), city.watch(() => map.setCity(city.data))];
    map.setCity(city.data);
    lay();
    draw();
    host.every(15_000, draw);
    return {
      update: draw,
      resize() {
        lay();
        draw();
      },
      destroy() {
        for (const stop of [...stops, ...watched.values()]) stop();
        map.dispose();
      },
    };
  },
};

function legendOf(layers: readonly DrawnLayer[]) {
  return html`<h2>${t('widget.map')}</h2>
    ${layers.length === 0 ? html`<p class="muted">${t('overview.noLayers')}</p>` : nothing}
    ${layers.map(
      (layer) => html`<section ?data-dim=${layer.dim}>
        <h3>${local(layer.title)}</h3>
        <ul>
          ${layer.layer.classes?.length
            ? counted(layer)
                .filter((each) => each.count > 0)
                .map(
                  (each) => html`<li class="mark" data-level=${each.level}>
                    ${shape(each.level)}<span>${each.word || t('severity.unknown')}</span><b class="num">${each.count}</b>
                  </li>`,
                )
            : html`<li class="mark" data-level="0">${shape(0)}<b class="num">${layer.rows.length}</b></li>`}
          ${layer.rows.length === 0 ? html`<li class="muted">–</li>` : nothing}
        </ul>
      </section>`,
    )}`;
}

/** What is not normal, in words, the worst first: a place on a map alone cannot be read from afar. */
function worstOf(layers: readonly DrawnLayer[]) {
  const entries = layers
    .flatMap((layer) => abnormal(layer))
    .sort((a, b) => badness(b.level) - badness(a.level) || Number(b.area) - Number(a.area));
  return html`<h2>${t('widget.attention')}</h2>
    <ul class="list">
      ${entries.length === 0 ? html`<li class="row muted">${t('overview.allNormal')}</li>` : nothing}
      ${entries.slice(0, MOST_WORST).map(
        (each) => html`<li class="row">
          <span class="grow">${each.label}</span><b class="num">${each.value}</b>
          <span class="mark" data-level=${each.level}>${shape(each.level)}<span>${each.word}</span></span>
        </li>`,
      )}
    </ul>`;
}

interface Entry {
  label: string;
  value: string;
  word: string;
  level: LevelNumber;
  area: boolean;
}

/** The records of a layer that need attention, one by one; of a layer of many, how many there are. */
function abnormal(layer: DrawnLayer): Entry[] {
  const title = local(layer.title);
  if (layer.rows.length > ONE_BY_ONE) {
    return counted(layer)
      .filter((each) => each.level >= 2 && each.count > 0)
      .map(({ level, word, count }) => ({
        label: title,
        value: String(count),
        word: `${word} · ${t('overview.ofTotal', { n: layer.rows.length })}`,
        level,
        area: false,
      }));
  }
  return layer.rows
    .filter((row) => row.level >= 2)
    .map((row) => ({ label: row.name, value: row.area ? '' : row.value, word: `${row.word} · ${title}`, level: row.level, area: row.area }));
}

/** Takes away the last entries that do not fit whole: there are no scrollbars on a wall. */
function dropOverflow(side: HTMLElement): void {
  const bottom = side.getBoundingClientRect().bottom;
  for (const item of side.querySelectorAll('li')) {
    item.style.visibility = item.getBoundingClientRect().bottom > bottom ? 'hidden' : '';
  }
}
