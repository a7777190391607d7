import './overview.css';
import '../mapPanel';
import { html, nothing, type TemplateResult } from 'lit';
import { drawnLayers, type DrawnLayer, type DrawnRow } from '../../map/layers';
import { PageElement } from '../../shared/element';
import { relative } from '../../shared/format';
import { icon } from '../../shared/icons';
import { local, t } from '../../shared/language';
import { badness, levelOfSeverity, type LevelNumber } from '../../shared/levels';
import { mark, stateMark } from '../../shared/mark';
import { acknowledge, openNotices, waiting } from '../../shared/noticeList';
import { properties } from '../../shared/properties';
import { asProblem } from '../../shared/resource';
import { lower, type NoticeInfo } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';
import { city, datasets, departments } from '../../shared/world';
import { noticeCard } from '../noticeCard';
import { href } from '../router';

/** Up to so many records of a measured layer are listed. */
const LISTED = 6;
/** A layer of more places than these is told by its figures only. */
const FEW = 40;

/** The overview: the city on a map, what departs from normal, and who delivers. */
class Overview extends PageElement {
  private layers: DrawnLayer[] = [];
  private readonly watched = new Map<DrawnLayer['latest'], () => void>();
  private readonly problems = new Map<string, string>();
  private queued = false;

  constructor() {
    super(departments, datasets, city, openNotices);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const ticking = setInterval(() => this.requestUpdate(), 10_000);
    this.whileShown(() => clearInterval(ticking));
    this.whileShown(() => {
      for (const stop of this.watched.values()) stop();
      this.watched.clear();
    });
  }

  /** Records come often; the page is drawn again at most four times a second. */
  private changed(): void {
    if (this.queued) return;
    this.queued = true;
    setTimeout(() => {
      this.queued = false;
      this.requestUpdate();
    }, 250);
  }

  private follow(): void {
    for (const { latest } of this.layers) {
      if (!this.watched.has(latest)) this.watched.set(latest, latest.rows.watch(() => this.changed()));
    }
  }

  private async acknowledge(notice: NoticeInfo): Promise<void> {
    this.problems.delete(String(notice.id));
    try {
      await acknowledge(notice);
    } catch (failure) {
      const problem = asProblem(failure);
      this.problems.set(String(notice.id), problem.detail || problem.title);
      this.requestUpdate();
    }
  }

  protected override render() {
    const known = departments.data;
    this.layers = known && datasets.data ? drawnLayers(known, Date.now()) : [];
    this.follow();
    return html`<div class="overview">
      <h1 class="visually-hidden">${t('nav.overview')}</h1>
      <section class="readouts" aria-label=${t('overview.readings')}>
        ${this.departmentsReadout()} ${this.noticesReadout()}
        ${known === null ? html`<div class="panel readout">${skeleton(2)}</div>` : this.ranked().map((layer) => this.readout(layer))}
      </section>
      <pcc-map-panel class="panel map" .layers=${this.layers} .city=${city.data}></pcc-map-panel>
      <aside>
        ${this.notices()} ${this.listed().map((layer) => this.values(layer))}
        ${this.departments()}
      </aside>
    </div>`;
  }

  private departmentsReadout(): TemplateResult {
    const all = departments.data ?? [];
    const running = all.filter((each) => lower(each.status.state) === 'running').length;
    const well = running === all.length;
    return html`<a class="panel readout" href=${href('/departments')}>
      <span class="name">${t('overview.departments')}</span>
      <span class="main"><b class="num">${running}</b><span>${t('overview.ofTotal', { n: all.length })}</span></span>
      ${all.length <= 6
        ? html`<span class="each">${all.map((each) => stateMark(each.status.state, each.name.toUpperCase()))}</span>`
        : html`<span class="word">${mark(well ? 0 : 2, t(well ? 'overview.running' : 'state.degraded'))}</span>`}
    </a>`;
  }

  private noticesReadout(): TemplateResult {
    const open = (openNotices.data ?? []).filter(waiting);
    const worst = open[0];
    return html`<a class="panel readout" href=${href('/notices')}>
      <span class="name">${t('overview.notices')}</span>
      <span class="main"><b class="num">${open.length}</b></span>
      <span class="word">
        ${worst
          ? mark(levelOfSeverity(worst.severity), local(worst.title))
          : mark(0, t('overview.noNotices'))}
      </span>
    </a>`;
  }

  /** The layers in the order of their worst records: two rows of readouts are seen without scrolling. */
  private ranked(): DrawnLayer[] {
    return [...this.layers].sort((a, b) => worstOf(b) - worstOf(a));
  }

  /** One layer in one figure: the worst value, or how many are not normal. */
  private readout(layer: DrawnLayer): TemplateResult {
    const worst = worstFirst(layer)[0];
    const { measure } = layer;
    const abnormal = worst ? layer.rows.filter((row) => row.level === worst.level).length : 0;
    const areas = layer.rows.some((row) => row.area);
    let main: TemplateResult;
    if (!worst) main = html`<b class="num">–</b>`;
    else if (measure) main = html`<b class="num">${worst.value}</b><span>${[measure.unit, worst.name].filter(Boolean).join(' · ')}</span>`;
    else if (worst.level > 0 || areas) {
      main = html`<b class="num">${abnormal}</b><span>${areas ? '' : t('overview.ofTotal', { n: layer.rows.length })}</span>`;
    } else main = html`<b class="num">${layer.rows.length}</b>`;
    return html`<a class="panel readout" href=${href(`/data/${layer.department.name}/${layer.dataset.name}`)}
      ?data-dim=${layer.dim}>
      <span class="name" title=${local(layer.title)}>${local(layer.title)}</span>
      <span class="main">${main}</span>
      <span class="word">
        ${worst ? mark(worst.level, worst.word || t('overview.allNormal')) : html`<span class="muted">${t('overview.noRecords')}</span>`}
      </span>
      ${layer.rows.length > 1 && layer.layer.classes?.length ? spread(layer) : nothing}
    </a>`;
  }

  private notices(): TemplateResult {
    const { data, problem } = openNotices.get();
    const open = (data ?? []).filter(waiting);
    return html`<section class="panel notices">
      <header>
        <h2>${t('overview.notices')}</h2>
        <div class="aside"><a href=${href('/notices')}>${t('action.all')}</a></div>
      </header>
      <div class="list" tabindex="0" role="region" aria-label=${t('overview.notices')}>
        ${data === null
          ? problem
            ? failed(problem, () => void openNotices.load())
            : skeleton(4)
          : open.length === 0
            ? html`<p class="calm">${icon('check')}${t('overview.noNotices')}</p>`
            : open.map((each) =>
                noticeCard(each, (n) => void this.acknowledge(n), {
                  problem: this.problems.get(String(each.id)),
                  compact: open.length > 3,
                }),
              )}
      </div>
    </section>`;
  }

  /** The layers of which the values are listed, the one with the worst first. */
  private listed(): DrawnLayer[] {
    return this.layers
      .filter((layer) => layer.measure && layer.rows.length > 0 && layer.rows.length <= FEW)
      .sort((a, b) => worstOf(b) - worstOf(a));
  }

  /** The measured values of a layer, the worst first. */
  private values(layer: DrawnLayer): TemplateResult {
    const { measure } = layer;
    const rows = worstFirst(layer).slice(0, LISTED);
    const most = Math.max(...layer.rows.map((row) => row.amount), 1);
    return html`<section class="panel">
      <header>
        <h2>${local(layer.title)}</h2>
        <div class="aside num">
          ${[measure?.unit, t('overview.newest', { time: relative(layer.latest.newest) })].filter(Boolean).join(' · ')}
        </div>
      </header>
      <ul class="values" ?data-dim=${layer.dim}>
        ${rows.map(
          (row) => html`<li data-level=${row.level}>
            <span class="label">${row.name}</span>
            <span class="bar" aria-hidden="true"><i ${properties({ '--part': row.amount / most })}></i></span>
            <b class="num">${row.value}</b>
            ${mark(row.level, row.word || '–')}
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private departments(): TemplateResult {
    const { data, problem } = departments.get();
    return html`<section class="panel">
      <header>
        <h2>${t('overview.departments')}</h2>
        <div class="aside"><a href=${href('/departments')}>${t('action.all')}</a></div>
      </header>
      ${data === null
        ? problem
          ? failed(problem, () => void departments.load())
          : skeleton(3)
        : data.length === 0
          ? empty(t('departments.none'), 'plug')
          : html`<ul class="states">
              ${data.map(
                (each) => html`<li>
                  <a href=${href(`/departments/${each.name}`)}>
                    <b>${each.name.toUpperCase()}</b><span class="title">${local(each.title)}</span>${stateMark(
                      each.status.state,
                    )}
                  </a>
                  ${lower(each.status.state) !== 'running' && each.status.reason
                    ? html`<p>${local(each.status.reason)}</p>`
                    : nothing}
                </li>`,
              )}
            </ul>`}
    </section>`;
  }
}

/** How far the worst record of a layer is from normal; less than any where it has none. */
function worstOf(layer: DrawnLayer): number {
  return layer.rows.reduce((worst, row) => Math.max(worst, badness(row.level)), -2);
}

function worstFirst(layer: DrawnLayer): DrawnRow[] {
  return [...layer.rows].sort(
    (a, b) => badness(b.level) - badness(a.level) || b.amount - a.amount || a.name.localeCompare(b.name),
  );
}

/** How the records of a layer are spread over the levels, as one bar. */
function spread(layer: DrawnLayer): TemplateResult {
  const counts = new Map<LevelNumber, number>();
  for (const row of layer.rows) counts.set(row.level, (counts.get(row.level) ?? 0) + 1);
  const levels = [...counts].sort(([a], [b]) => badness(b) - badness(a));
  return html`<span class="spreading" aria-hidden="true">
    ${levels.map(([level, count]) => html`<i data-level=${level} ${properties({ 'flex-grow': count })}></i>`)}
  </span>`;
}

customElements.define('pcc-overview', Overview);
