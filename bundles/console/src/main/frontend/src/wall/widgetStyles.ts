import baseRules from './widget.css?inline';

let sheet: CSSStyleSheet | null = null;

/** The rules that every widget's shadow root begins with. */
export function baseSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(baseRules);
  }
  return sheet;
}
