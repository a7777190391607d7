import { html, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { get, type Problem } from '../shared/api';
import { PageElement } from '../shared/element';
import { day, number } from '../shared/format';
import { t } from '../shared/language';
import { asProblem } from '../shared/resource';
import type { DatasetInfo, Items } from '../shared/types';
import { empty, failed, skeleton } from '../shared/view';

const DAYS = 30;
const MEASURES = ['completeness', 'validity', 'timeliness', 'duplicates'] as const;
type Measure = (typeof MEASURES)[number];

interface Day extends Record<Measure, number | null> {
  day: string;
  accepted: number;
  unchanged: number;
  quarantined: number;
}

/** A share as people read it; a share that is not whole never reads as 100 %. */
export function percent(share: number | null | undefined): string {
  if (share == null) return '–';
  const value = share * 100;
  return `${number(value > 99.9 && value < 100 ? 99.9 : value, 1)} %`;
}

/** A day of the city as people read it. */
const name = (each: string): string => day(`${each}T12:00:00+07:00`);

/** The last days, oldest first, each with what came in on it. */
export function lastDays(days: readonly Day[], today: string, count: number): { day: string; data?: Day }[] {
  const byDay = new Map(days.map((each) => [each.day, each]));
  const end = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: count }, (_, i) => {
    const each = new Date(end - (count - 1 - i) * 86_400_000).toISOString().slice(0, 10);
    return { day: each, data: byDay.get(each) };
  });
}

/** How good the data of a dataset was on each of the last days. */
class QualityPanel extends PageElement {
  @property({ attribute: false }) entry!: DatasetInfo;
  private days: Day[] | null = null;
  private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.load());
    const again = setInterval(() => void this.load(), 30_000);
    this.whileShown(() => clearInterval(again));
  }

  private async load(): Promise<void> {
    try {
      const { department, name: dataset } = this.entry;
      this.days = (await get<Items<Day>>(`/api/datasets/${department}/${dataset}/quality?days=${DAYS}`)).items;
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  protected override render() {
    if (this.problem) return html`<div class="panel">${failed(this.problem, () => void this.load())}</div>`;
    if (this.days === null) return html`<div class="panel">${skeleton(5)}</div>`;
    if (this.days.length === 0) return html`<div class="panel">${empty(t('quality.none', { days: DAYS }))}</div>`;
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const days = lastDays(this.days, today, DAYS);
    return html`<div class="quality">${MEASURES.map((each) => this.card(each, days))}</div>`;
  }

  private card(measure: Measure, days: { day: string; data?: Day }[]): TemplateResult {
    const known = days.filter((each) => each.data?.[measure] != null);
    const newest = known[known.length - 1]?.data?.[measure];
    return html`<section class="panel">
      <header><h2>${t(`quality.${measure}`)}</h2><div class="aside num">${percent(newest)}</div></header>
      <div class="body">
        <p class="muted">${t(`quality.${measure}.what`)}</p>
        <svg class="bars" viewBox="0 0 ${DAYS * 10} 80" preserveAspectRatio="none" role="img"
          aria-label=${`${t(`quality.${measure}`)}: ${known.map((each) => `${name(each.day)} ${percent(each.data?.[measure])}`).join(', ') || '–'}`}>
          ${days.map((each, i) => {
            const share = each.data?.[measure];
            if (share == null) return svg`<rect class="none" x=${i * 10 + 1} y="79" width="8" height="1"></rect>`;
            const height = Math.max(1, share * 79);
            return svg`<rect x=${i * 10 + 1} y=${80 - height} width="8" height=${height}><title>${name(each.day)}: ${percent(share)}</title></rect>`;
          })}
        </svg>
        <div class="ends muted num"><span>${name(days[0]!.day)}</span><span>${name(days[days.length - 1]!.day)}</span></div>
      </div>
    </section>`;
  }
}

customElements.define('pcc-quality', QualityPanel);
