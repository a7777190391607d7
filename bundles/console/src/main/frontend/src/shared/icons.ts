import { html, svg, type TemplateResult } from 'lit';

const PATHS = {
  map: svg`<path d="M3 5.5l4.5-2 5 2 4.5-2v11l-4.5 2-5-2-4.5 2zM7.5 3.5v11M12.5 5.5v11" />`,
  building: svg`<path d="M3 17h14M5 17V6.5L10 3l5 3.5V17M8 9h.01M12 9h.01M8 12.5h.01M12 12.5h.01" />`,
  table: svg`<rect x="3" y="4" width="14" height="12" rx="1.5" /><path d="M3 8h14M3 12h14M8 8v8" />`,
  bell: svg`<path d="M5 13.5V9a5 5 0 0 1 10 0v4.5l1.2 1.5H3.8zM8.5 17.2h3" />`,
  screens: svg`<rect x="2.5" y="4.5" width="7.5" height="9" rx="1" /><rect x="10" y="4.5" width="7.5" height="9" rx="1" /><path d="M6 16.5h8" />`,
  megaphone: svg`<path d="M3.5 8.2v3.6h2.8l7.2 3.7v-11L6.3 8.2zM6.3 11.8l1 4.7M16.5 8.5v3" />`,
  trail: svg`<path d="M6 4h10M6 10h10M6 16h10M3 4h.01M3 10h.01M3 16h.01" />`,
  key: svg`<circle cx="7" cy="13" r="3.5" /><path d="M9.6 10.4L16.5 3.5M13.5 6.5l2 2M11.5 8.5l1.4 1.4" />`,
  user: svg`<circle cx="10" cy="7" r="3.2" /><path d="M3.8 16.8c.8-3.2 3.2-4.6 6.2-4.6s5.4 1.4 6.2 4.6" />`,
  sun: svg`<circle cx="10" cy="10" r="3.4" /><path d="M10 2.5v1.8M10 15.7v1.8M2.5 10h1.8M15.7 10h1.8M4.7 4.7L6 6M14 14l1.3 1.3M15.3 4.7L14 6M6 14l-1.3 1.3" />`,
  moon: svg`<path d="M16.5 11.8A7 7 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3z" />`,
  sound: svg`<path d="M4 8v4h2.8L10.5 15V5L6.8 8zM13 7.5a3.6 3.6 0 0 1 0 5M15 5.2a7 7 0 0 1 0 9.6" />`,
  mute: svg`<path d="M4 8v4h2.8L10.5 15V5L6.8 8zM13.5 8l4 4M17.5 8l-4 4" />`,
  close: svg`<path d="M5 5l10 10M15 5L5 15" />`,
  check: svg`<path d="M4.5 10.5l3.6 3.6 7.4-8.2" />`,
  search: svg`<circle cx="9" cy="9" r="5.2" /><path d="M13 13l4 4" />`,
  download: svg`<path d="M10 3v9.5M6.2 9L10 12.8 13.8 9M4 16.5h12" />`,
  upload: svg`<path d="M10 13V3.5M6.2 7L10 3.2 13.8 7M4 16.5h12" />`,
  down: svg`<path d="M5.5 8l4.5 4.5L14.5 8" />`,
  right: svg`<path d="M8 5.5l4.5 4.5L8 14.5" />`,
  up: svg`<path d="M10 16V4.5M5.5 9L10 4.5 14.5 9" />`,
  downArrow: svg`<path d="M10 4v11.5M5.5 11L10 15.5 14.5 11" />`,
  copy: svg`<rect x="7" y="7" width="9.5" height="9.5" rx="1.5" /><path d="M13 4.5a1 1 0 0 0-1-1H4.5a1 1 0 0 0-1 1V12a1 1 0 0 0 1 1" />`,
  outside: svg`<path d="M8 4.5H4.5v11h11V12M11 3.5h5.5V9M16.5 3.5L9.5 10.5" />`,
  plug: svg`<path d="M7 3v4M13 3v4M5 7h10v2.5a5 5 0 0 1-10 0zM10 14.5V17.5" />`,
  offline: svg`<path d="M3 3l14 14M5.5 10.3A7 7 0 0 1 9 8.4M2.5 7.2a11 11 0 0 1 3.7-2.4M9.2 4.1A11 11 0 0 1 17.5 7.2M13 9.2c.6.3 1 .7 1.5 1.1M7.8 13.2a3.4 3.4 0 0 1 4.4 0M10 16h.01" />`,
  layers: svg`<path d="M10 3l7.5 4L10 11 2.5 7zM2.5 10.5L10 14.5l7.5-4M2.5 13.7L10 17.5l7.5-3.8" />`,
  home: svg`<path d="M4 9V4h5M16 11v5h-5M4 4l5 5M16 16l-5-5" />`,
  plus: svg`<path d="M10 4v12M4 10h12" />`,
  minus: svg`<path d="M4 10h12" />`,
  inbox: svg`<path d="M3 11l2.2-6.5h9.6L17 11v5H3zM3 11h4l1 2h4l1-2h4" />`,
  warning: svg`<path d="M10 3.2L17.8 16.5H2.2zM10 8v4M10 14.2h.01" />`,
  out: svg`<path d="M8 4H4v12h4M9 10h8M13.8 6.8L17 10l-3.2 3.2" />`,
  shield: svg`<path d="M10 2.8l6 2.2v4.6c0 3.8-2.4 6.3-6 7.6-3.6-1.3-6-3.8-6-7.6V5zM7.4 10l1.9 1.9 3.4-3.8" />`,
} satisfies Record<string, TemplateResult>;

export type IconName = keyof typeof PATHS;

/** A line icon in the size of the text beside it; never the only carrier of a meaning. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${PATHS[name]}</svg>`;
}
