import { LitElement } from 'lit';
import { language } from './language';
import { theme } from './theme';
import { Value, Watching } from './value';

/**
 * An element of our pages: drawn into the document itself, so that the one style sheet holds for all, and
 * drawn again when the language or the theme changes.
 */
export class PageElement extends LitElement {
  private readonly undo: (() => void)[] = [];

  constructor(...watched: Pick<Value<unknown>, 'watch'>[]) {
    super();
    new Watching(this, [language, theme, ...watched]);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Does `undo` when the element leaves the page. */
  protected whileShown(undo: () => void): void {
    this.undo.push(undo);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const each of this.undo.splice(0)) each();
  }
}
