import { html, type TemplateResult } from 'lit';
import { sendFile, type Problem } from '../shared/api';
import { PageElement } from '../shared/element';
import { icon } from '../shared/icons';
import { t } from '../shared/language';
import { asProblem } from '../shared/resource';
import { datasets, departments } from '../shared/world';
import { departmentDocument, departmentDraft, FIELD_ROLES, nameOf, type DepartmentDraft, type FieldDraft } from './departmentDraft';

/** Where a new department begins: its name, and the first of its datasets with its fields. */
class DepartmentForm extends PageElement {
  private draft: DepartmentDraft = departmentDraft();
  private busy = false;
  private fault: Problem | null = null;

  private change(values: Partial<DepartmentDraft>): void {
    this.draft = { ...this.draft, ...values };
    this.requestUpdate();
  }

  private changeField(index: number, values: Partial<FieldDraft>): void {
    this.change({ fields: this.draft.fields.map((field, i) => (i === index ? { ...field, ...values } : field)) });
  }

  private async make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.busy = true;
    this.fault = null;
    this.requestUpdate();
    const document = departmentDocument(this.draft);
    try {
      const file = new File([JSON.stringify(document)], 'department.json');
      await sendFile('/api/connectors/departments', file);
      await Promise.all([departments.load(), datasets.load()]);
      const detail = { department: String(document['name']), dataset: Object.keys(document['datasets'] as object)[0] };
      this.dispatchEvent(new CustomEvent('made', { detail }));
    } catch (failure) {
      this.fault = asProblem(failure);
    }
    this.busy = false;
    this.requestUpdate();
  }

  private text(name: Exclude<keyof DepartmentDraft, 'fields'>, label: string, options: { hint?: string; required?: boolean; placeholder?: string } = {}): TemplateResult {
    return html`<label class="field"><span>${label} ${options.hint ? html`<i class="hint">${options.hint}</i>` : ''}</span>
      <input .value=${this.draft[name]} ?required=${options.required ?? false} placeholder=${options.placeholder ?? ''} autocomplete="off" spellcheck="false"
        @input=${(e: Event) => this.change({ [name]: (e.target as HTMLInputElement).value })} /></label>`;
  }

  protected override render() {
    const draft = this.draft;
    return html`<form class="panel pad" @submit=${(e: SubmitEvent) => void this.make(e)}>
      ${this.fault ? html`<div class="banner bad" role="alert">${icon('warning')}${this.fault.detail || this.fault.title}</div>` : ''}
      <h2>${t('connectors.department')}</h2>
      <div class="grid">
        ${this.text('title', t('making.title'), { required: true })}
        ${this.text('titleEn', t('making.titleEn'), { hint: t('making.optional') })}
        ${this.text('name', t('making.name'), { hint: t('connectors.nameHint'), placeholder: nameOf(draft.title) })}
      </div>
      <h2>${t('connectors.dataset')}</h2>
      <div class="grid">
        ${this.text('datasetTitle', t('making.datasetTitle'), { required: true })}
        ${this.text('datasetTitleEn', t('making.datasetTitleEn'), { hint: t('making.optional') })}
        ${this.text('dataset', t('making.datasetName'), { hint: t('connectors.nameHint'), placeholder: nameOf(draft.datasetTitle) })}
      </div>
      <h2>${t('making.fields')}</h2>
      <p class="sub">${t('making.fieldsHint')}</p>
      <div class="table-wrap"><table class="making-fields">
        <thead><tr><th>${t('making.label')}</th><th>${t('making.fieldName')}</th><th>${t('making.role')}</th><th>${t('making.unit')}</th>
          <th><span class="visually-hidden">${t('connectors.remove')}</span></th></tr></thead>
        <tbody>${draft.fields.map((field, i) => this.field(field, i))}</tbody>
      </table></div>
      <div class="acts start">
        <button type="button" class="button" @click=${() => this.change({ fields: [...draft.fields, { name: '', label: '', role: 'measure', unit: '' }] })}>
          ${icon('plus')}${t('making.add')}</button>
      </div>
      <div class="acts">
        <button type="button" class="button" @click=${() => this.dispatchEvent(new CustomEvent('left'))}>${t('action.cancel')}</button>
        <button class="button main" ?disabled=${this.busy}>${t('making.make')}</button>
      </div>
    </form>`;
  }

  private field(field: FieldDraft, i: number): TemplateResult {
    const named = (part: string) => `${part} ${i + 1}`;
    return html`<tr>
      <td><input aria-label=${named(t('making.label'))} required .value=${field.label} autocomplete="off"
        @input=${(e: Event) => this.changeField(i, { label: (e.target as HTMLInputElement).value })} /></td>
      <td><input class="mono" aria-label=${named(t('making.fieldName'))} .value=${field.name} placeholder=${nameOf(field.label)} autocomplete="off" spellcheck="false"
        @input=${(e: Event) => this.changeField(i, { name: (e.target as HTMLInputElement).value })} /></td>
      <td><select aria-label=${named(t('making.role'))} @change=${(e: Event) => this.changeField(i, { role: (e.target as HTMLSelectElement).value as FieldDraft['role'] })}>
        ${FIELD_ROLES.map((role) => html`<option value=${role} ?selected=${field.role === role}>${t(`making.role.${role}`)}</option>`)}
      </select></td>
      <td><input aria-label=${named(t('making.unit'))} .value=${field.unit} autocomplete="off"
        @input=${(e: Event) => this.changeField(i, { unit: (e.target as HTMLInputElement).value })} /></td>
      <td class="number"><button type="button" class="button small" aria-label=${`${t('connectors.remove')} ${field.label || i + 1}`}
        ?disabled=${this.draft.fields.length === 1}
        @click=${() => this.change({ fields: this.draft.fields.filter((_, at) => at !== i) })}>${t('connectors.remove')}</button></td>
    </tr>`;
  }
}

customElements.define('pcc-department-form', DepartmentForm);
