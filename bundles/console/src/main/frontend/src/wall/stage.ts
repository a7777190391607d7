import type { DatasetInfo, DepartmentInfo, SceneInfo } from '../shared/types';
import { seenIn, type Box } from './plan';
import { Tile, whenAppearanceChanges, type TileSurroundings } from './tile';

/** Ordinary text is this much larger than the least that can be read. */
const COMFORT = 1.25;

/** A scene as it stands on a page: made hidden, shown at its moment, taken down as a whole. */
export class Stage {
  readonly element = document.createElement('div');
  private readonly tiles: Tile[];
  private readonly stop: () => void;

  constructor(
    readonly scene: SceneInfo,
    window: Box,
    around: TileSurroundings,
  ) {
    this.element.className = 'stage';
    this.element.dataset.scene = scene.name;
    this.element.style.transform = `translate(${-window.x}px, ${-window.y}px)`;
    this.element.style.fontSize = `${around.text * COMFORT}px`;
    this.tiles = seenIn(scene.widgets, window).map((placed) => new Tile(placed, around));
    this.element.append(...this.tiles.map((tile) => tile.element));
    this.stop = whenAppearanceChanges(() => this.tiles.forEach((tile) => tile.update()));
  }

  follow(departments: readonly DepartmentInfo[]): void {
    for (const tile of this.tiles) tile.follow(departments);
  }

  check(datasets: readonly DatasetInfo[], now: number): void {
    for (const tile of this.tiles) tile.check(datasets, now);
  }

  dispose(): void {
    this.stop();
    for (const tile of this.tiles) tile.dispose();
    this.element.remove();
  }
}
