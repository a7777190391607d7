import { html, nothing, type TemplateResult } from 'lit';
import { get, type Problem } from '../shared/api';
import { PageElement } from '../shared/element';
import { dateTime, number } from '../shared/format';
import { icon } from '../shared/icons';
import { local, t, type LocalText } from '../shared/language';
import { fieldLabel, valueWithUnit } from '../shared/record';
import { asProblem } from '../shared/resource';
import type { DatasetInfo, Row } from '../shared/types';
import { failed, skeleton } from '../shared/view';
import { rawRow } from './rawRow';

interface Delivered {
  seq: number;
  source: string;
  route: string | null;
  key: string | null;
  deliveries: number;
  received: string;
  committed: string;
  accepted: number;
  unchanged: number;
  quarantined: number;
  repair: { by: string; at: string; steps: unknown[] } | null;
}

interface Lineage {
  record: Row;
  delivery: Delivered | null;
  original: { id: number; field: string; text: LocalText; raw: string; source: string; received: string } | null;
}

/** One record at the side of the page: its values, and where it came from. */
export class RecordDetail extends PageElement {
  private entry: DatasetInfo | null = null;
  private row: Row = {};
  private lineage: Lineage | null = null;
  private problem: Problem | null = null;

  show(entry: DatasetInfo, row: Row): void {
    Object.assign(this, { entry, row, lineage: null, problem: null });
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector('dialog')?.showModal());
    void this.load();
  }

  private async load(): Promise<void> {
    const { entry, row } = this;
    if (!entry) return;
    const key = new URLSearchParams(entry.key.map((name): [string, string] => [name, String(row[name] ?? '')]));
    try {
      const lineage = await get<Lineage>(`/api/datasets/${entry.department}/${entry.name}/lineage?${key.toString()}`);
      if (this.row === row) this.lineage = lineage;
    } catch (failure) {
      if (this.row === row) this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  private closed(): void {
    this.entry = null;
    this.requestUpdate();
  }

  private close(): void {
    this.querySelector('dialog')?.close();
  }

  protected override render() {
    const row = this.lineage?.record ?? this.row;
    return html`<dialog class="drawer" aria-labelledby="record-title" @close=${() => this.closed()}>
      <div class="content">
        <div class="row">
          <h2 id="record-title">${t('lineage.record')}</h2>
          <button class="button icon-only spread" aria-label=${t('action.close')} @click=${() => this.close()}>${icon('close')}</button>
        </div>
        ${this.entry
          ? html`<dl class="facts">
              ${this.entry.fields.map(
                (field) => html`<dt title=${local(field.description)}>${fieldLabel(field)}</dt><dd>${valueWithUnit(field, row[field.name])}</dd>`,
              )}
            </dl>
            <h3>${t('lineage.title')}</h3>
            ${this.problem
              ? failed(this.problem, () => void this.load())
              : this.lineage === null
                ? skeleton(4)
                : this.origin(this.lineage)}`
          : nothing}
      </div>
    </dialog>`;
  }

  private origin({ record, delivery, original }: Lineage): TemplateResult {
    if (!delivery) {
      return html`<p class="soft">${t('lineage.unknown')}</p>
        <dl class="facts"><dt>${t('data.received')}</dt><dd class="num">${dateTime(record._received)}</dd></dl>`;
    }
    return html`<dl class="facts lineage">
        <dt>${t('quarantine.source')}</dt><dd>${delivery.source === 'quarantine' ? t('lineage.quarantine') : delivery.source}</dd>
        <dt>${t('lineage.route')}</dt><dd class="mono">${delivery.route ?? '–'}</dd>
        <dt>${t('lineage.received')}</dt><dd class="num">${dateTime(record._received)}</dd>
        <dt>${t('lineage.committed')}</dt><dd class="num">${dateTime(delivery.committed)}</dd>
        <dt>${t('lineage.key')}</dt><dd class="mono">${delivery.key ?? '–'}</dd>
        <dt>${t('lineage.delivery')}</dt>
        <dd class="num">${t('lineage.counts', {
          seq: delivery.seq,
          accepted: number(delivery.accepted, 0),
          unchanged: number(delivery.unchanged, 0),
          quarantined: number(delivery.quarantined, 0),
        })}</dd>
      </dl>
      ${delivery.repair
        ? html`<div class="banner">${icon('check')}<span>${t('lineage.repaired', { by: delivery.repair.by.replace(/^person:/, ''), at: dateTime(delivery.repair.at) })}
            ${delivery.repair.steps.map((step) => html`<div class="mono raw">${JSON.stringify(step)}</div>`)}</span></div>`
        : nothing}
      ${original
        ? html`<h3>${t('lineage.original')}</h3>
            <p class="soft">${original.source} · <span class="num">${dateTime(original.received)}</span> · ${local(original.text)}</p>
            ${rawRow(original.raw, original.field)}`
        : nothing}`;
  }
}

customElements.define('pcc-record-detail', RecordDetail);
