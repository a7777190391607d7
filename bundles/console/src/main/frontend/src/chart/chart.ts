import 'uplot/dist/uPlot.min.css';
import uPlot from 'uplot';
import { ZONE, day, hourMinute, number } from '../shared/format';
import { theme, token } from '../shared/theme';

/** Values of one measure over time, one line for each group. */
export interface Series {
  /** Seconds since the epoch, ascending. */
  times: number[];
  lines: { name: string; values: (number | null)[] }[];
}

export interface ChartOptions {
  unit: string;
  /** How much larger than on a desk the axes are written. */
  scale: number;
  /** Told the index under the cursor, or null when it has left. */
  onCursor?: (index: number | null) => void;
}

const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3]];

/** The colour of the nth line; with the dash of {@link dash} every line differs from every other. */
export function colour(index: number): string {
  return `--series-${(index % 8) + 1}`;
}

/** The dash of the nth line: solid for the first eight. */
export function dash(index: number): number[] {
  return DASHES[Math.floor(index / 8) % DASHES.length]!;
}

/** A line chart on a canvas, as wide and high as its element. */
export class Chart {
  private plot: uPlot | null = null;
  private data: Series = { times: [], lines: [] };
  private hidden = new Set<string>();
  private readonly sizes: ResizeObserver;
  private readonly stopTheme: () => void;

  constructor(
    private readonly target: HTMLElement,
    private readonly options: ChartOptions,
  ) {
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(target);
    this.stopTheme = theme.watch(() => this.rebuild());
  }

  setUnit(unit: string): void {
    this.options.unit = unit;
  }

  /** Shows these values; lines of the same names keep their colours. */
  set(data: Series, hidden: ReadonlySet<string> = new Set()): void {
    const same =
      this.plot !== null &&
      names(data) === names(this.data) &&
      [...hidden].sort().join() === [...this.hidden].sort().join();
    this.data = data;
    this.hidden = new Set(hidden);
    if (same) this.plot!.setData(this.columns());
    else this.rebuild();
  }

  private columns(): uPlot.AlignedData {
    return [this.data.times, ...this.data.lines.map((line) => line.values)] as uPlot.AlignedData;
  }

  private rebuild(): void {
    this.plot?.destroy();
    this.plot = null;
    const { clientWidth: width, clientHeight: height } = this.target;
    if (width === 0 || height === 0 || this.data.lines.length === 0) return;
    const s = this.options.scale;
    const axis = {
      stroke: token('--text-3'),
      font: `${11.5 * s}px ${token('--font')}`,
      grid: { stroke: token('--line'), width: s },
      ticks: { show: false },
      gap: 6 * s,
    };
    this.plot = new uPlot(
      {
        width,
        height,
        padding: [10 * s, 12 * s, 0, 0],
        legend: { show: false },
        cursor: { points: { size: 7 * s }, drag: { x: true, y: false } },
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), ZONE),
        scales: { y: { range: (_, low, high) => padded(low, high) } },
        axes: [
          {
            ...axis,
            size: 30 * s,
            space: 86 * s,
            values: (_, splits) =>
              splits.map((at, i) => {
                const midnight = hourMinute(at * 1000) === '00:00' || (i === 0 && spans(splits));
                return midnight ? day(at * 1000).replace(/ \d{4}$/, '') : hourMinute(at * 1000);
              }),
          },
          {
            ...axis,
            size: 58 * s,
            space: (_plot, _axis, _low, _high, height) => Math.min(42 * s, height / 2.4),
            values: (_, splits) => splits.map((value) => number(value, 2)),
          },
        ],
        series: [
          {},
          ...this.data.lines.map((line, index) => ({
            label: line.name,
            show: !this.hidden.has(line.name),
            stroke: token(colour(index)),
            width: 1.75 * s,
            dash: dash(index).map((each) => each * s),
            spanGaps: false,
            // Dots help a hand on a desk to find the values; from afar they only thicken the lines.
            points: { show: s === 1 && this.data.times.length < 60, size: 4.5 },
          })),
        ],
        hooks: {
          setCursor: [(plot) => this.options.onCursor?.(plot.cursor.idx ?? null)],
        },
      },
      this.columns(),
      this.target,
    );
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.target;
    if (this.plot && width > 0 && height > 0) this.plot.setSize({ width, height });
    else this.rebuild();
  }

  destroy(): void {
    this.stopTheme();
    this.sizes.disconnect();
    this.plot?.destroy();
    this.plot = null;
  }
}

function names(data: Series): string {
  return data.lines.map((line) => line.name).join('\u001f');
}

function spans(splits: number[]): boolean {
  return splits.length > 1 && splits.at(-1)! - splits[0]! > 36 * 3600;
}

/** A range with some air; never starts above zero when the values are close to it. */
export function padded(low: number, high: number): [number, number] {
  if (low === high) return [low - 1, high + 1];
  const air = (high - low) * 0.08;
  const bottom = low >= 0 && low < (high - low) * 0.6 ? 0 : low - air;
  return [bottom, high + air];
}
