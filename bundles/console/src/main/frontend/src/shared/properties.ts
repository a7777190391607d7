import { noChange } from 'lit';
import { directive, Directive, type ElementPart } from 'lit/directive.js';

/**
 * Sets style properties one by one. Lit's own `styleMap` first writes a `style` attribute, which the
 * content security policy forbids.
 */
class StyleProperties extends Directive {
  override render(_properties: Record<string, string | number>) {
    return noChange;
  }

  override update(part: ElementPart, [properties]: [Record<string, string | number>]) {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) style.setProperty(name, String(value));
    return noChange;
  }
}

export const properties = directive(StyleProperties);
