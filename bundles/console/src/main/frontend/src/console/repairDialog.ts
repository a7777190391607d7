import { html, nothing, type TemplateResult } from 'lit';
import { send } from '../shared/api';
import { PageElement } from '../shared/element';
import { number } from '../shared/format';
import { icon } from '../shared/icons';
import { local, t, word } from '../shared/language';
import { asProblem } from '../shared/resource';
import type { DatasetInfo } from '../shared/types';
import { KINDS, newStep, told, ZONES, type Example, type Preview, type Replayed, type Step, type StepKind } from './quarantine';

/** Repairs rows in quarantine: steps, then a look at what they would do, then the replay. Tells `repaired` when done. */
export class RepairDialog extends PageElement {
  private entry: DatasetInfo | null = null;
  private selected = '';
  private steps: Step[] = [];
  /** One row written by hand in place of steps. */
  private hand: { id: number; text: string } | null = null;
  private preview: Preview | null = null;
  private result: Replayed | null = null;
  private message = '';
  private busy = false;

  /** Opens for the rows that the parameters select. */
  show(entry: DatasetInfo, selected: string, first: Step): void {
    this.begin(entry, selected);
    this.steps = [first];
    this.open();
  }

  /** Opens for one row, to be written by hand. */
  showRow(entry: DatasetInfo, id: number, raw: string): void {
    this.begin(entry, `ids=${id}`);
    let text = raw;
    try {
      text = JSON.stringify(JSON.parse(raw), null, 2);
    } catch {
      // It is no JSON: the person makes some of it.
    }
    this.hand = { id, text };
    this.open();
  }

  private begin(entry: DatasetInfo, selected: string): void {
    Object.assign(this, { entry, selected, steps: [], hand: null, preview: null, result: null, message: '', busy: false });
  }

  private open(): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector('dialog')?.showModal());
  }

  private close(): void {
    this.querySelector('dialog')?.close();
  }

  private body(): Record<string, unknown>[] | null {
    if (!this.hand) return this.steps.map(told);
    try {
      const row: unknown = JSON.parse(this.hand.text);
      if (row !== null && typeof row === 'object' && !Array.isArray(row)) return [{ do: 'edit', id: this.hand.id, row }];
    } catch {
      // Said below.
    }
    this.message = t('repair.noJson');
    return null;
  }

  private async post<T>(count?: number): Promise<T | null> {
    const steps = this.body();
    if (steps === null) {
      this.requestUpdate();
      return null;
    }
    this.busy = true;
    this.message = '';
    this.requestUpdate();
    try {
      const { department, name } = this.entry!;
      return await send<T>('POST', `/api/datasets/${department}/${name}/quarantine/repairs?${this.selected}`, {
        steps,
        ...(count === undefined ? {} : { number: count }),
      });
    } catch (failure) {
      const problem = asProblem(failure);
      this.message = problem.detail || problem.title;
      this.preview = null;
      return null;
    } finally {
      this.busy = false;
      this.requestUpdate();
    }
  }

  private async look(event: Event): Promise<void> {
    event.preventDefault();
    this.preview = await this.post<Preview>();
    this.requestUpdate();
  }

  private async apply(): Promise<void> {
    const seen = this.preview;
    if (!seen || !confirm(t('repair.ask', { accepted: number(seen.accepted, 0), n: number(seen.number, 0) }))) return;
    this.result = await this.post<Replayed>(seen.number);
    if (this.result) this.dispatchEvent(new CustomEvent('repaired'));
    this.requestUpdate();
  }

  private change(index: number, changes: Partial<Step>): void {
    this.steps = this.steps.map((step, i) => (i === index ? { ...step, ...changes } : step));
    this.stale();
  }

  /** What was looked at is no longer what would be done. */
  private stale(): void {
    this.preview = null;
    this.requestUpdate();
  }

  protected override render() {
    const entry = this.entry;
    return html`<dialog class="wide" aria-labelledby="repair-title">
      ${entry
        ? html`<form @submit=${(e: Event) => void this.look(e)}>
            <h2 id="repair-title">${t(this.hand ? 'repair.byHand' : 'repair.title')}</h2>
            ${this.result ? this.done(this.result) : this.editing(entry)}
          </form>`
        : html`<h2 id="repair-title" class="visually-hidden">${t('repair.title')}</h2>`}
    </dialog>`;
  }

  private done(result: Replayed): TemplateResult {
    return html`<div class="banner good" role="status">${icon('check')}<span>${t('repair.done', {
        accepted: number(result.accepted, 0),
        unchanged: number(result.unchanged, 0),
        quarantined: number(result.quarantined, 0),
      })}</span></div>
      <p class="soft">${t('repair.kept')}</p>
      <div class="acts"><button type="button" class="button main" @click=${() => this.close()}>${t('action.close')}</button></div>`;
  }

  private editing(entry: DatasetInfo): TemplateResult {
    return html`<p class="soft">${t('repair.sub')}</p>
      ${this.hand
        ? html`<label class="field"><span>${t('quarantine.raw')}</span>
            <textarea class="mono" rows="14" spellcheck="false" .value=${this.hand.text}
              @input=${(e: Event) => {
                this.hand = { ...this.hand!, text: value(e) };
                this.stale();
              }}></textarea></label>`
        : html`<ol class="steps">${this.steps.map((step, i) => this.step(entry, step, i))}</ol>
            <div><button type="button" class="button small" ?disabled=${this.steps.length >= 50}
              @click=${() => {
                this.steps = [...this.steps, newStep('replace')];
                this.stale();
              }}>${icon('plus')}${t('repair.add')}</button></div>`}
      <div role="alert">${this.message ? html`<div class="banner bad">${icon('warning')}${this.message}</div>` : nothing}</div>
      ${this.preview ? this.seen(this.preview) : nothing}
      <div class="acts">
        <button type="button" class="button" @click=${() => this.close()}>${t('action.cancel')}</button>
        <button class="button ${this.preview ? '' : 'main'}" ?disabled=${this.busy}>${t('repair.look')}</button>
        ${this.preview
          ? html`<button type="button" class="button main" ?disabled=${this.busy || this.preview.accepted === 0}
              @click=${() => void this.apply()}>${t('repair.apply', { n: number(this.preview.accepted, 0) })}</button>`
          : nothing}
      </div>`;
  }

  private step(entry: DatasetInfo, step: Step, i: number): TemplateResult {
    const member = step.kind === 'rename' || step.kind === 'remove';
    const input = (label: string, name: keyof Step, required = true) =>
      html`<label class="field"><span>${label}</span>
        <input .value=${String(step[name])} ?required=${required} maxlength="1000"
          @input=${(e: Event) => this.change(i, { [name]: value(e) })} /></label>`;
    const fields = (label: string, name: 'field' | 'to') =>
      html`<label class="field"><span>${label}</span>
        <select required @change=${(e: Event) => this.change(i, { [name]: value(e) })}>
          <option value="" ?selected=${!step[name]}></option>
          ${entry.fields.map((each) => html`<option value=${each.name} ?selected=${each.name === step[name]}>${each.name}</option>`)}
        </select></label>`;
    return html`<li class="step">
      <label class="field"><span>${t('repair.do')}</span>
        <select @change=${(e: Event) => this.change(i, { ...newStep(value(e) as StepKind, step.field) })}>
          ${KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === step.kind}>${word('repair', kind)}</option>`)}
        </select></label>
      ${member ? input(t('repair.member'), 'field') : fields(t('repair.field'), 'field')}
      ${step.kind === 'rename' ? fields(t('repair.becomes'), 'to') : nothing}
      ${step.kind === 'replace'
        ? html`${input(t('repair.value'), 'from')}
            ${step.none ? nothing : input(t('repair.becomes'), 'to')}
            <label class="check"><input type="checkbox" .checked=${step.none}
              @change=${() => this.change(i, { none: !step.none })} />${t('repair.none')}</label>`
        : nothing}
      ${step.kind === 'constant' ? input(t('repair.becomes'), 'to') : nothing}
      ${step.kind === 'number'
        ? html`<label class="field"><span>${t('repair.form')}</span>
            <select @change=${(e: Event) => this.change(i, { form: value(e) as Step['form'] })}>
              <option value="id" ?selected=${step.form === 'id'}>${t('repair.form.id')}</option>
              <option value="en" ?selected=${step.form === 'en'}>${t('repair.form.en')}</option>
            </select></label>`
        : nothing}
      ${step.kind === 'time'
        ? html`${input(t('repair.pattern'), 'pattern')}
            <label class="field"><span>${t('repair.zone')}</span>
              <select @change=${(e: Event) => this.change(i, { zone: value(e) })}>
                ${ZONES.map((zone) => html`<option ?selected=${zone === step.zone}>${zone}</option>`)}
              </select></label>`
        : nothing}
      <button type="button" class="button small icon-only" aria-label=${t('repair.drop', { n: i + 1 })} title=${t('repair.drop', { n: i + 1 })}
        ?disabled=${this.steps.length === 1}
        @click=${() => {
          this.steps = this.steps.filter((_, at) => at !== i);
          this.stale();
        }}>${icon('close')}</button>
    </li>`;
  }

  private seen(preview: Preview): TemplateResult {
    return html`<section class="seen" role="status" aria-label=${t('repair.look')}>
      <p><b>${t('repair.would', { accepted: number(preview.accepted, 0), n: number(preview.number, 0) })}</b></p>
      ${preview.examples.slice(0, 3).map((each) => this.example(each))}
      ${preview.reasons.length
        ? html`<h3>${t('repair.still', { n: number(preview.refused, 0) })}</h3>
            <ul>${preview.reasons.map(
              (each) => html`<li><span class="num">${number(each.rows, 0)}</span> × <span class="mono">${each.field || '–'}</span>: ${local(each.text)}</li>`,
            )}</ul>`
        : nothing}
    </section>`;
  }

  private example(each: Example): TemplateResult {
    return html`<dl class="before-after">
      <dt>${t('repair.before')}</dt><dd class="mono">${each.before}</dd>
      <dt>${t('repair.after')}</dt><dd class="mono">${JSON.stringify(each.after)}</dd>
    </dl>`;
  }
}

function value(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
}

customElements.define('pcc-repair', RepairDialog);
