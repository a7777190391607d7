import plotRules from 'uplot/dist/uPlot.min.css?inline';
import { html, render, svg } from 'lit';
import { Chart, colour, dash, type Series } from '../../chart/chart';
import { bucketFor, loadSeries } from '../../chart/series';
import { millis, number } from '../../shared/format';
import { local, t } from '../../shared/language';
import { seriesKey } from '../../shared/latest';
import { fieldNamed } from '../../shared/record';
import { datasetNamed, datasets } from '../../shared/world';
import type { WidgetModule } from '../widget';

/** So many lines people tell apart from afar. */
const MOST_LINES = 8;
const REFRESH_MS = 5_000;

/** A measure over time: settings `dataset`, `measure`, `hours`, and `group`, `agg` where wanted. */
export const seriesWidget: WidgetModule = {
  id: 'series',
  version: '1.0.0',
  title: { id: 'Grafik', en: 'Chart' },
  heading({ dataset, measure, hours }) {
    const field = fieldNamed(datasetNamed(String(dataset)), String(measure));
    const name = local(field?.description) || String(measure ?? '');
    return `${name}${field?.unit ? ` (${field.unit})` : ''} · ${t('time.hour', { n: Number(hours) || 24 })}`;
  },
  create(host) {
    host.css(plotRules);
    host.css(`
      .series { height: 100%; display: grid; grid-template-rows: minmax(0, 1fr) auto; }
      .plot { position: relative; min-height: 0; }
      .plot > div { position: absolute; inset: 0; }
      .names { display: flex; flex-wrap: wrap; gap: 0 1.2em; color: var(--text-2); max-height: 2.7em; overflow: hidden; }
      .names span { display: inline-flex; align-items: center; gap: 0.4em; }
      .names svg { width: 1.2em; height: 0.3em; }
      .names b { color: var(--text); }
    `);
    const settings = host.settings as Record<string, string | number | undefined>;
    const dataset = String(settings.dataset ?? '');
    const measure = String(settings.measure ?? '');
    const hours = Number(settings.hours) || 24;
    let series: Series | null = null;
    let chart: Chart | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = false;

    const draw = () => {
      const field = fieldNamed(datasetNamed(dataset), measure);
      const lines = series?.lines ?? [];
      const roomy = host.size.h > host.text * 11;
      render(
        html`<div class="series">
          <div class="plot"><div></div></div>
          <div class="names" ?hidden=${!roomy || lines.length < 2}>
            ${lines.map(
              (line, index) => html`<span>
                <svg viewBox="0 0 24 6" aria-hidden="true">
                  ${svg`<path d="M0 3h24" stroke="var(${colour(index)})" stroke-width="5" stroke-dasharray=${dash(index).join(' ') || 'none'} />`}
                </svg>
                ${line.name} <b class="num">${number([...line.values].reverse().find((each) => each !== null), 1)}</b>
              </span>`,
            )}
          </div>
        </div>`,
        host.element,
      );
      if (!series || host.signal.aborted) return;
      const target = host.element.querySelector<HTMLElement>('.plot > div')!;
      chart ??= new Chart(target, { unit: '', scale: host.text / 11.5 });
      chart.setUnit(field?.unit ?? '');
      chart.set(series);
    };
    const load = async () => {
      const known = datasetNamed(dataset);
      if (!known || !measure) return;
      asked = true;
      const end = Math.max(Date.now(), millis(known.newest) || 0) + 1000;
      try {
        const group = settings.group === undefined ? (seriesKey(known)[0] ?? null) : String(settings.group) || null;
        const all = await loadSeries(
          dataset,
          {
            measure,
            group,
            from: new Date(end - hours * 3_600_000).toISOString(),
            to: new Date(end).toISOString(),
            bucket: bucketFor(hours * 3_600_000),
            agg: String(settings.agg ?? 'mean'),
          },
          host.signal,
        );
        series = { times: all.times, lines: all.lines.slice(0, MOST_LINES) };
        draw();
      } catch {
        // The last picture stays; the tile says how old it is.
      }
    };
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void load();
      }, REFRESH_MS);
    };
    host.subscribe(dataset, soon);
    host.every(60_000, soon);
    const stop = datasets.watch(() => {
      if (!asked) void load();
    });
    draw();
    void load();
    return {
      update: draw,
      resize: draw,
      destroy() {
        clearTimeout(timer);
        stop();
        chart?.destroy();
      },
    };
  },
};
