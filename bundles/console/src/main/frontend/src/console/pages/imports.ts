import './import.css';
import { html, nothing, type TemplateResult } from 'lit';
import { get, query, sendFile, type Problem } from '../../shared/api';
import { PageElement } from '../../shared/element';
import { dateTime, number, relative } from '../../shared/format';
import { icon } from '../../shared/icons';
import { t } from '../../shared/language';
import { asProblem } from '../../shared/resource';
import type { Items } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';
import { size, stateMark } from '../importFile';
import type { FileInfo, ImportInfo } from '../importPlan';
import { follow, go, href } from '../router';

const ACCEPTED = '.csv,.txt,.tsv,.xlsx,.json,.geojson,.ndjson,.js';
const MEGABYTE = 1_048_576;

/** Where files are dropped, and those that were brought. */
class Imports extends PageElement {
  private files: FileInfo[] | null = null;
  private largest = 0;
  private problem: Problem | null = null;
  private message = '';
  private busy = '';
  private over = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.list();
  }

  private async list(): Promise<void> {
    try {
      const found = await get<Items<FileInfo> & { largestBytes: number }>('/api/imports');
      this.files = found.items;
      this.largest = found.largestBytes;
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  private async bring(file: File | null | undefined): Promise<void> {
    if (!file || this.busy) return;
    this.message = '';
    if (this.largest && file.size > this.largest) {
      this.message = t('import.tooLarge', { name: file.name, n: number(Math.floor(this.largest / MEGABYTE), 0) });
      this.requestUpdate();
      return;
    }
    this.busy = t('import.uploading', { name: file.name });
    this.requestUpdate();
    try {
      const taken = await sendFile<ImportInfo>(`/api/imports${query({ name: file.name.slice(0, 200) })}`, file);
      if (this.isConnected) go(`/import/${taken.file.id}`);
    } catch (failure) {
      const problem = asProblem(failure);
      this.message = problem.detail || problem.title;
    }
    this.busy = '';
    this.requestUpdate();
  }

  protected override render() {
    return html`<div class="page import-page">
      <div class="page-head">
        <div class="titles">
          <p class="crumb"><a href=${href('/data')}>${t('data.title')}</a> / <span>${t('import.title')}</span></p>
          <h1>${t('import.title')}</h1>
          <p class="sub">${t('import.sub')}</p>
        </div>
      </div>
      ${this.problem
        ? html`<div class="panel">${failed(this.problem, () => void this.list())}</div>`
        : html`${this.dropZone()} ${this.message
              ? html`<div class="banner bad" role="alert">${icon('warning')}<span>${this.message}</span></div>`
              : nothing}
            <section class="panel">
              <header><h2>${t('import.files')}</h2></header>
              ${this.files === null
                ? skeleton(3)
                : this.files.length === 0
                  ? empty(t('import.none'), 'table')
                  : this.fileTable(this.files)}
            </section>`}
    </div>`;
  }

  private dropZone(): TemplateResult {
    const enter = (event: DragEvent, over: boolean) => {
      event.preventDefault();
      this.over = over;
      this.requestUpdate();
    };
    return html`<div class="drop-zone ${this.over ? 'over' : ''}" @dragover=${(e: DragEvent) => enter(e, true)}
      @dragleave=${(e: DragEvent) => enter(e, false)}
      @drop=${(e: DragEvent) => {
        enter(e, false);
        void this.bring(e.dataTransfer?.files[0]);
      }}>
      ${this.busy
        ? html`<p role="status">${this.busy}</p><progress aria-label=${this.busy}></progress>`
        : html`${icon('upload')}
            <p>${t('import.drop')}</p>
            <button class="button main" @click=${() => this.querySelector<HTMLInputElement>('#import-file')!.click()}>
              ${t('import.choose')}
            </button>
            <input id="import-file" type="file" accept=${ACCEPTED} hidden aria-label=${t('import.choose')}
              @change=${(e: Event) => void this.bring((e.target as HTMLInputElement).files?.[0])} />
            <p class="muted">${t('import.limit', { n: Math.floor(this.largest / MEGABYTE) })}</p>`}
    </div>`;
  }

  private fileTable(files: FileInfo[]): TemplateResult {
    return html`<div class="table-wrap"><table>
      <thead><tr>
        <th>${t('import.file')}</th><th class="number">${t('import.size')}</th><th>${t('import.received')}</th>
        <th>${t('data.dataset')}</th><th>${t('import.state')}</th>
      </tr></thead>
      <tbody>${files.map((each) => {
        const path = `/import/${each.id}`;
        return html`<tr class="link-row" @click=${(e: Event) => follow(e, path)}>
          <td><a href=${href(path)}><b>${each.name}</b></a></td>
          <td class="number nowrap">${size(each.size)}</td>
          <td class="nowrap num"><time title=${dateTime(each.received)}>${relative(each.received)}</time></td>
          <td class="mono">${each.load ? `${each.load.department}/${each.load.dataset}` : '–'}</td>
          <td class="nowrap">${stateMark(each.load)}</td>
        </tr>`;
      })}</tbody>
    </table></div>`;
  }
}

customElements.define('pcc-imports', Imports);
