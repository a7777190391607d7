import { html, nothing, render } from 'lit';
import { local, t } from '../../shared/language';
import { latestOf, type Latest } from '../../shared/latest';
import { classOf, levelOf } from '../../shared/levels';
import { mark } from '../../shared/mark';
import { fieldNamed, plainValue } from '../../shared/record';
import { qualified, type Layer } from '../../shared/types';
import { datasetNamed, datasets, departments } from '../../shared/world';
import type { WidgetModule } from '../widget';

/** One value in large: the setting `measure` of the newest record of `dataset` that matches `where`. */
export const valueWidget: WidgetModule = {
  id: 'value',
  version: '1.0.0',
  title: { id: 'Nilai', en: 'Value' },
  create(host) {
    host.css(`
      .one { height: 100%; display: grid; align-content: center; gap: 0.3em; }
      .one b { font-size: max(2em, min(46cqh, 26cqw)); font-weight: 620; line-height: 1; letter-spacing: -0.03em;
        font-variant-numeric: tabular-nums; }
      .one small { font-size: max(1em, min(14cqh, 7cqw)); letter-spacing: 0; font-weight: 450; color: var(--text-2); }
    `);
    const { dataset = '', measure = '', where = {} } = host.settings as {
      dataset?: string;
      measure?: string;
      where?: Record<string, unknown>;
    };
    let latest: Latest | null = null;
    let stopRows = () => {};
    const draw = () => {
      const known = datasetNamed(dataset);
      if (known && latest?.dataset !== known) {
        stopRows();
        latest = latestOf(known);
        stopRows = latest.rows.watch(draw);
      }
      const row = latest?.rows
        .get()
        .filter((each) => Object.entries(where).every(([field, value]) => String(each[field]) === String(value)))
        .at(0);
      const field = fieldNamed(known, measure);
      const found = row ? classOf(row, layerOf(dataset)) : null;
      render(
        row
          ? html`<div class="one">
              <div><b>${plainValue(field, row[measure])}</b> <small>${field?.unit}</small></div>
              ${found ? mark(levelOf(found.level), local(found.title)) : nothing}
              <span class="muted">${local(field?.description)}</span>
            </div>`
          : html`<div class="calm">${t('overview.noRecords')}</div>`,
        host.element,
      );
    };
    const stops = [datasets.watch(draw), departments.watch(draw)];
    draw();
    return {
      update: draw,
      destroy() {
        stopRows();
        for (const stop of stops) stop();
      },
    };
  },
};

/** The classes by which a map layer tells this dataset's values apart, if there is one. */
function layerOf(dataset: string): Pick<Layer, 'classes' | 'measure'> {
  for (const department of departments.data ?? []) {
    const found = department.layers?.find((each) => qualified(department.name, each.dataset) === dataset);
    if (found) return found;
  }
  return { classes: [] };
}

