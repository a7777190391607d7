import { html, nothing, type TemplateResult } from 'lit';
import { send, type Problem } from '../shared/api';
import { openCommands, parametersOf, requestKey } from '../shared/commandList';
import { PageElement } from '../shared/element';
import { age, dateTime, duration, number } from '../shared/format';
import { icon } from '../shared/icons';
import { local, t } from '../shared/language';
import { asProblem } from '../shared/resource';
import { lower, type CommandOffer, type CommandParameter, type DepartmentInfo, type IssuedCommand } from '../shared/types';

/** As many choices are shown all at once; more of them fold into a list. */
const MOST_RADIOS = 6;
/** A text of more characters gets several lines. */
const ONE_LINE = 80;

/**
 * Asks for a command: a form that is made of what the department declares, then the same in words to be
 * looked at once more. One key goes with every try, so that a lost answer never sends twice.
 */
export class CommandForm extends PageElement {
  private department: DepartmentInfo | null = null;
  private offer: CommandOffer | null = null;
  private values: Record<string, unknown> | null = null;
  private key = '';
  private busy = false;
  private problem: Problem | null = null;
  private faults = new Map<string, string>();
  private lengths = new Map<string, number>();

  async show(department: DepartmentInfo, offer: CommandOffer): Promise<void> {
    this.department = department;
    this.offer = offer;
    this.values = null;
    this.problem = null;
    this.busy = false;
    this.faults = new Map();
    this.lengths = new Map();
    this.key = requestKey();
    this.requestUpdate();
    await this.updateComplete;
    this.form?.reset();
    this.dialog.showModal();
  }

  private get dialog(): HTMLDialogElement {
    return this.querySelector('dialog')!;
  }

  private get form(): HTMLFormElement | null {
    return this.querySelector('form');
  }

  private async look(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!this.offer) return;
    this.values = parametersOf(this.offer, new FormData(event.target as HTMLFormElement));
    this.problem = null;
    this.faults = new Map();
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>('.confirm h2')?.focus();
  }

  private async back(): Promise<void> {
    this.values = null;
    // Whatever is changed now is another request.
    this.key = requestKey();
    this.requestUpdate();
    await this.updateComplete;
    const first = [...this.faults.keys()][0];
    const field = first ? this.querySelector<HTMLElement>(`[name="${first}"]`) : null;
    (field ?? this.querySelector<HTMLElement>('form input, form select, form textarea'))?.focus();
  }

  private async ask(): Promise<void> {
    const { department, offer, values } = this;
    if (!department || !offer || !values || this.busy) return;
    this.busy = true;
    this.requestUpdate();
    try {
      const asked = await send<IssuedCommand>(
        'POST',
        `/api/departments/${encodeURIComponent(department.name)}/commands`,
        { command: offer.name, parameters: values },
        { 'Idempotency-Key': this.key },
      );
      this.dialog.close();
      await openCommands.load();
      this.dispatchEvent(new CustomEvent('asked', { detail: asked }));
    } catch (failure) {
      this.problem = asProblem(failure);
      for (const each of this.problem.errors) {
        const name = /^\/parameters\/(.+)$/.exec(each.pointer ?? '')?.[1];
        if (name) this.faults.set(name, each.detail ?? '');
      }
      if (this.faults.size > 0) await this.back();
    }
    this.busy = false;
    this.requestUpdate();
  }

  protected override render() {
    const { department, offer } = this;
    return html`<dialog class="command-dialog" aria-labelledby="command-form-title">
      ${department && offer
        ? html`<form @submit=${(e: SubmitEvent) => void this.look(e)} ?hidden=${this.values !== null}>
              <div>
                <p class="muted">${local(department.title)}</p>
                <h2 id="command-form-title">${local(offer.title)}</h2>
              </div>
              ${offer.parameters.map((each) => this.field(each))} ${this.values === null ? this.trouble() : nothing}
              <div class="acts">
                <button type="button" class="button" @click=${() => this.dialog.close()}>${t('action.cancel')}</button>
                <button class="button main">${t('commands.continue')}</button>
              </div>
            </form>
            ${this.values ? this.confirmation(department, offer, this.values) : nothing}`
        : nothing}
    </dialog>`;
  }

  private trouble(): TemplateResult | typeof nothing {
    return this.problem
      ? html`<div class="banner bad" role="alert">${icon('warning')}<span>${this.problem.detail || this.problem.title}</span></div>`
      : nothing;
  }

  private confirmation(department: DepartmentInfo, offer: CommandOffer, values: Record<string, unknown>): TemplateResult {
    const time = age(duration(offer.timeToLive));
    return html`<div class="content confirm">
      <h2 tabindex="-1">${t('commands.confirm')}</h2>
      <p>${t('commands.confirmText', { department: local(department.title), command: local(offer.title) })}</p>
      <dl class="facts">
        ${offer.parameters
          .filter((each) => each.name in values)
          .map((each) => html`<dt>${local(each.title)}</dt><dd class="told">${valueText(each, values[each.name])}</dd>`)}
      </dl>
      <p class="soft">${t(offer.fourEyes ? 'commands.confirmFourEyes' : 'commands.confirmOnce', { age: time })}</p>
      ${this.trouble()}
      <div class="acts">
        <button type="button" class="button" ?disabled=${this.busy} @click=${() => void this.back()}>${t('commands.back')}</button>
        <button type="button" class="button main" ?disabled=${this.busy} @click=${() => void this.ask()}>
          ${icon(offer.fourEyes ? 'user' : 'megaphone')}${t(offer.fourEyes ? 'commands.ask' : 'commands.send')}
        </button>
      </div>
    </div>`;
  }

  private field(parameter: CommandParameter): TemplateResult {
    const fault = this.faults.get(parameter.name);
    const hint = this.hint(parameter);
    const label = html`${local(parameter.title)}${parameter.unit ? html` <i class="hint">${parameter.unit}</i>` : nothing}
      ${hint ? html`<i class="hint">${hint}</i>` : nothing}`;
    const said = fault ? html`<span class="fault" id="fault-${parameter.name}">${icon('warning')}${fault}</span>` : nothing;
    if (parameter.codes.length > 0 && parameter.codes.length <= MOST_RADIOS) {
      return html`<fieldset class="field choices" aria-describedby=${fault ? `fault-${parameter.name}` : nothing}>
        <legend>${label}</legend>
        ${parameter.codes.map(
          (code) => html`<label
            ><input type="radio" name=${parameter.name} value=${code.value} ?required=${parameter.required} />${local(code.title)}</label
          >`,
        )}
        ${said}
      </fieldset>`;
    }
    if (lower(parameter.type) === 'boolean') {
      return html`<div class="field">
        <label class="check"><input type="checkbox" name=${parameter.name} />${label}</label>${said}
      </div>`;
    }
    return html`<label class="field"><span>${label}</span>${this.input(parameter, fault !== undefined)}${said}</label>`;
  }

  private hint(parameter: CommandParameter): string {
    const type = lower(parameter.type);
    const { least, most } = parameter;
    const parts: string[] = [];
    if (type === 'integer' || type === 'decimal') {
      if (least != null && most != null) parts.push(`${number(least)}–${number(most)}`);
      else if (least != null) parts.push(`≥ ${number(least)}`);
      else if (most != null) parts.push(`≤ ${number(most)}`);
    } else if (type === 'text' && parameter.codes.length === 0 && most != null) {
      parts.push(t('commands.characters', { n: this.lengths.get(parameter.name) ?? 0, most }));
    } else if (type === 'time') parts.push(t('time.zone'));
    if (!parameter.required && type !== 'boolean') parts.push(t('commands.optional'));
    return parts.join(' · ');
  }

  private input(parameter: CommandParameter, wrong: boolean): TemplateResult {
    const { name, required } = parameter;
    const invalid = wrong ? 'true' : nothing;
    const described = wrong ? `fault-${name}` : nothing;
    const least = parameter.least ?? nothing;
    const most = parameter.most ?? nothing;
    if (parameter.codes.length > 0) {
      return html`<select name=${name} ?required=${required} aria-invalid=${invalid} aria-describedby=${described}>
        <option value="">${t('commands.choose')}</option>
        ${parameter.codes.map((code) => html`<option value=${code.value}>${local(code.title)}</option>`)}
      </select>`;
    }
    switch (lower(parameter.type)) {
      case 'integer':
      case 'decimal':
        return html`<input name=${name} type="number" step=${lower(parameter.type) === 'integer' ? 1 : 'any'} min=${least} max=${most}
          ?required=${required} aria-invalid=${invalid} aria-describedby=${described} />`;
      case 'time':
        return html`<input name=${name} type="datetime-local" ?required=${required} aria-invalid=${invalid} aria-describedby=${described} />`;
      default:
        return (parameter.most ?? 1000) > ONE_LINE
          ? html`<textarea name=${name} rows="3" minlength=${least} maxlength=${most} ?required=${required} aria-invalid=${invalid}
              aria-describedby=${described} @input=${(e: Event) => this.typed(name, e)}></textarea>`
          : html`<input name=${name} type="text" minlength=${least} maxlength=${most} ?required=${required} aria-invalid=${invalid}
              aria-describedby=${described} @input=${(e: Event) => this.typed(name, e)} />`;
    }
  }

  private typed(name: string, event: Event): void {
    this.lengths.set(name, (event.target as HTMLInputElement).value.length);
    this.requestUpdate();
  }
}

/** A value in the words of the form. */
function valueText(parameter: CommandParameter, value: unknown): string {
  const code = parameter.codes.find((each) => each.value === value);
  if (code) return local(code.title);
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  const text = lower(parameter.type) === 'time' ? dateTime(String(value)) : typeof value === 'number' ? number(value, 6) : String(value);
  return parameter.unit ? `${text} ${parameter.unit}` : text;
}

customElements.define('pcc-command-form', CommandForm);
