import type { LocalText } from '../shared/language';
import type { Row } from '../shared/types';

/**
 * The contract between the wall and a widget. A widget is an ES module without imports whose default export
 * is a {@link WidgetModule}. Everything it starts through its host ends with it: the host owns the disposal.
 */
export interface WidgetModule {
  id: string;
  version?: string;
  title?: LocalText;
  /** What the tile is called, where that depends on the settings. */
  heading?(settings: Readonly<Record<string, unknown>>): string;
  /** Whether the widget fills its tile to the edges, without a heading. */
  bare?: boolean;
  create(host: WidgetHost): Widget | void | Promise<Widget | void>;
}

export interface Widget {
  /** Called when the language, the theme or the settings have changed. */
  update?(): void;
  /** Called with the size in pixels whenever it changes. */
  resize?(width: number, height: number): void;
  /** Called last. What was started through the host has ended already. */
  destroy?(): void;
}

/** What a widget is given. */
export interface WidgetHost {
  /** Where to draw: an empty element in a shadow root of the widget's own. */
  readonly element: HTMLElement;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly language: string;
  readonly theme: string;
  readonly size: { readonly w: number; readonly h: number };
  /** Least size of text in pixels that the farthest viewer reads. */
  readonly text: number;
  /** Aborted when the widget ends; for `fetch` and `addEventListener`. */
  readonly signal: AbortSignal;
  readonly format: {
    time(moment: string | number | Date): string;
    dateTime(moment: string | number | Date): string;
    age(moment: string | number | Date): string;
    number(value: number, decimals?: number): string;
  };
  /** A text of the server or the widget in the language of the wall. */
  t(text: LocalText | null | undefined): string;
  /** Records of a dataset such as `dlh/ispu`; parameters as of `GET …/records`. */
  records(dataset: string, parameters?: Record<string, string | number | boolean>): Promise<Row[]>;
  /** Calls `act` for each event of a topic; `dataset:dlh/ispu` or, for short, `dlh/ispu`. */
  subscribe(topic: string, act: (event: Record<string, unknown>) => void): () => void;
  /** Calls `act` every so many milliseconds. */
  every(milliseconds: number, act: () => void): () => void;
  /** Says that what is shown is of that moment and too old; null when it is fresh again. */
  stale(since: string | number | Date | null): void;
  /** Adds style rules to the widget's own shadow root; `style` attributes and elements are forbidden. */
  css(rules: string): void;
  /** Shape, word and colour of a level: 0 normal, 1 watch, 2 warning, 3 severe, 4 extreme, -1 unknown. */
  mark(level: number | string, word: string): HTMLElement;
}
