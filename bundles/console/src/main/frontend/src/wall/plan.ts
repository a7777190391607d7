import type { OutputInfo, PlacedWidget, SurfaceInfo } from '../shared/types';

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** The part of a surface that a page shows: one output, or all of it. */
export function windowOf(surface: Pick<SurfaceInfo, 'widthPx' | 'heightPx' | 'outputs'>, output: string): Box | null {
  if (!output) return { x: 0, y: 0, w: surface.widthPx, h: surface.heightPx };
  return surface.outputs.find((each) => each.name === output) ?? null;
}

/** The widgets of which something is seen in that window, the lowest first. */
export function seenIn<W extends Box & Pick<PlacedWidget, 'z'>>(widgets: readonly W[], window: Box): W[] {
  return widgets
    .filter(
      (each) =>
        each.x < window.x + window.w &&
        each.x + each.w > window.x &&
        each.y < window.y + window.h &&
        each.y + each.h > window.y,
    )
    .sort((a, b) => (a.z ?? 0) - (b.z ?? 0));
}

/** The least size of text on a surface, in its pixels. */
export function leastText(surface: Pick<SurfaceInfo, 'minimumTextPx'>): number {
  return Math.max(12, surface.minimumTextPx ?? 32);
}

/** How an output's picture is turned, for a screen that is mounted turned. */
export function turned(output: Pick<OutputInfo, 'rotation' | 'w' | 'h'>): string {
  switch (output.rotation ?? 0) {
    case 90:
      return `translate(${output.h}px, 0) rotate(90deg)`;
    case 180:
      return `translate(${output.w}px, ${output.h}px) rotate(180deg)`;
    case 270:
      return `translate(0, ${output.w}px) rotate(270deg)`;
    default:
      return '';
  }
}
