import { asArray } from 'ol/color';
import Circle from 'ol/style/Circle';
import Fill from 'ol/style/Fill';
import RegularShape from 'ol/style/RegularShape';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import Text from 'ol/style/Text';
import type { LevelNumber } from '../shared/levels';
import { token } from '../shared/theme';

/** How the map draws levels: the same shapes and colours as everywhere, in the present theme. */
export class Symbols {
  private readonly cache = new Map<string, Style>();
  private readonly font: string;
  readonly halo: Stroke;

  /** @param scale how much larger than on a desk everything is drawn */
  constructor(readonly scale: number) {
    this.font = token('--font') || 'sans-serif';
    this.halo = new Stroke({ color: token('--map-halo'), width: 3 * scale });
  }

  colour(level: LevelNumber): string {
    return token(`--level-${Math.max(0, level)}`);
  }

  /** A place of that level; `text` is written beside it. */
  place(level: LevelNumber, text: string, selected: boolean, dim: boolean, dense: boolean): Style[] {
    const styles = [dense && level === 0 ? this.dot() : this.symbol(level, dim)];
    if (selected) styles.unshift(this.ring());
    if (text) styles.push(this.beside(level, text));
    return styles;
  }

  /** One of many that are as they should be: hardly more than a dot. */
  private dot(): Style {
    return this.kept('dot', () => {
      const stroke = new Stroke({ color: token('--map-halo'), width: this.scale });
      const fill = new Fill({ color: withAlpha(this.colour(0), 0.55) });
      return new Style({ image: new Circle({ radius: 2.6 * this.scale, fill, stroke, declutterMode: 'none' }), zIndex: 8 });
    });
  }

  private symbol(level: LevelNumber, dim: boolean): Style {
    return this.kept(`symbol${level}${dim}`, () => {
      const colour = dim ? withAlpha(this.colour(level), 0.45) : this.colour(level);
      const s = this.scale;
      const outline = new Stroke({ color: token('--map-halo'), width: 1.5 * s });
      // Places are never left out; only the words beside them give way to each other.
      const declutterMode = 'none' as const;
      const fill = new Fill({ color: colour });
      const zIndex = 10 + level;
      const shapes: Record<LevelNumber, () => Circle | RegularShape> = {
        [-1]: () =>
          new Circle({
            radius: 5 * s,
            fill: new Fill({ color: token('--map-halo') }),
            stroke: new Stroke({ color: colour, width: 1.5 * s, lineDash: [2.5 * s, 2 * s] }),
            declutterMode,
          }),
        0: () =>
          new Circle({
            radius: 4.5 * s,
            fill: new Fill({ color: token('--map-halo') }),
            stroke: new Stroke({ color: colour, width: 2 * s }),
            declutterMode,
          }),
        1: () => new RegularShape({ points: 4, radius: 7.5 * s, angle: Math.PI / 4, fill, stroke: outline, declutterMode }),
        2: () => new RegularShape({ points: 3, radius: 9 * s, fill, stroke: outline, declutterMode }),
        3: () => new RegularShape({ points: 4, radius: 9.5 * s, fill, stroke: outline, declutterMode }),
        4: () => new RegularShape({ points: 8, radius: 10 * s, angle: Math.PI / 8, fill, stroke: outline, declutterMode }),
      };
      return new Style({ image: shapes[level](), zIndex });
    });
  }

  private ring(): Style {
    return this.kept('ring', () => {
      const stroke = new Stroke({ color: token('--text'), width: 2 * this.scale });
      return new Style({ image: new Circle({ radius: 15 * this.scale, stroke, declutterMode: 'none' }), zIndex: 9 });
    });
  }

  private beside(level: LevelNumber, text: string): Style {
    return new Style({
      zIndex: 30 + level,
      text: new Text({
        text,
        font: `600 ${12 * this.scale}px ${this.font}`,
        fill: new Fill({ color: level > 0 ? this.colour(level) : token('--text-2') }),
        stroke: this.halo,
        offsetX: 12 * this.scale,
        textAlign: 'left',
      }),
    });
  }

  /** An area of that level: hatched, so that it is seen without colour too. */
  area(level: LevelNumber, text: string, selected: boolean): Style {
    return new Style({
      fill: new Fill({ color: this.hatch(level) }),
      stroke: new Stroke({
        color: this.colour(level),
        width: (selected ? 3.5 : 2) * this.scale,
        lineDash: level < 2 ? [8 * this.scale, 5 * this.scale] : undefined,
      }),
      text: new Text({
        text,
        font: `650 ${13 * this.scale}px ${this.font}`,
        fill: new Fill({ color: this.colour(level) }),
        stroke: this.halo,
        overflow: true,
      }),
      zIndex: level,
    });
  }

  private hatch(level: LevelNumber): CanvasPattern | string {
    const size = Math.round(14 * this.scale);
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = size;
    const context = canvas.getContext('2d');
    if (!context) return 'transparent';
    context.fillStyle = withAlpha(this.colour(level), 0.07);
    context.fillRect(0, 0, size, size);
    context.strokeStyle = withAlpha(this.colour(level), 0.3);
    context.lineWidth = 1.5 * this.scale;
    context.beginPath();
    for (const offset of [-size, 0, size]) {
      context.moveTo(offset, size);
      context.lineTo(offset + size, 0);
    }
    context.stroke();
    return context.createPattern(canvas, 'repeat') ?? 'transparent';
  }

  /** Land, drawn below everything. */
  land(): Style {
    return this.kept('land', () => {
      const stroke = new Stroke({ color: token('--map-line'), width: this.scale });
      return new Style({ fill: new Fill({ color: token('--map-land') }), stroke });
    });
  }

  /** The frame of the city where no boundary is known: dashed, for it is no boundary. */
  frame(): Style {
    return this.kept('frame', () => {
      const s = this.scale;
      const stroke = new Stroke({ color: token('--map-line'), width: s, lineDash: [6 * s, 5 * s] });
      return new Style({ fill: new Fill({ color: token('--map-land') }), stroke });
    });
  }

  equator(text: string): Style {
    const s = this.scale;
    return new Style({
      stroke: new Stroke({ color: token('--map-label'), width: s, lineDash: [s, 4 * s] }),
      text: new Text({
        text,
        font: `500 ${9.5 * s}px ${this.font}`,
        placement: 'line',
        textAlign: 'left',
        textBaseline: 'bottom',
        fill: new Fill({ color: token('--map-label') }),
        stroke: this.halo,
      }),
    });
  }

  /** The name of a kelurahan, or of a kecamatan where `large`. */
  placeName(text: string, large: boolean, dot: boolean): Style {
    const s = this.scale;
    return this.kept(`name${text}${large}${dot}`, () =>
      new Style({
        image: dot
          ? new Circle({ radius: 1.6 * s, fill: new Fill({ color: token('--map-label') }), declutterMode: 'none' })
          : undefined,
        text: new Text({
          text: large ? text.toUpperCase().split('').join('\u200a') : text,
          font: large ? `600 ${11 * s}px ${this.font}` : `450 ${11 * s}px ${this.font}`,
          offsetY: dot ? 10 * s : 0,
          fill: new Fill({ color: large ? token('--text-3') : token('--map-label') }),
          stroke: this.halo,
        }),
      }),
    );
  }

  gridStroke(): Stroke {
    return new Stroke({ color: token('--map-grid'), width: this.scale });
  }

  gridText(align: 'lon' | 'lat'): Text {
    return new Text({
      font: `450 ${10 * this.scale}px ${this.font}`,
      fill: new Fill({ color: token('--map-label') }),
      stroke: this.halo,
      textBaseline: align === 'lon' ? 'bottom' : 'middle',
      textAlign: align === 'lon' ? 'center' : 'end',
      offsetY: align === 'lon' ? -4 * this.scale : 0,
      offsetX: align === 'lat' ? -6 * this.scale : 0,
    });
  }

  private kept(key: string, make: () => Style): Style {
    let style = this.cache.get(key);
    if (!style) this.cache.set(key, (style = make()));
    return style;
  }
}

function withAlpha(colour: string, alpha: number): string {
  const [red, green, blue] = asArray(colour);
  return `rgba(${red},${green},${blue},${alpha})`;
}
