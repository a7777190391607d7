import { send } from '../shared/api';
import type { SceneInfo } from '../shared/types';

// Each report is an entry of the audit chain: often enough to notice an output that is gone, and no oftener.
const EVERY_MS = 60_000;
const SAMPLE_MS = 1_000;

/** Tells the server that this output is alive, what it shows, and how many pictures a second it draws. */
export function report(surface: string, output: string, scene: () => SceneInfo | null): void {
  const path = `/api/wall/outputs/${encodeURIComponent(surface)}/${encodeURIComponent(output)}/seen`;
  const tell = async () => {
    const shown = scene();
    const fps = await pictures();
    try {
      await send('POST', path, { scene: shown?.name ?? '', version: shown?.version ?? 0, fps });
    } catch {
      // The server is away: the live feed's mark already says so.
    }
  };
  void tell();
  setInterval(() => void tell(), EVERY_MS);
}

/** Pictures per second, counted over a second. */
function pictures(): Promise<number> {
  return new Promise((done) => {
    const start = performance.now();
    let count = 0;
    const count1 = (now: number) => {
      if (now - start >= SAMPLE_MS) done(Math.round((count * 1000) / (now - start)));
      else {
        count++;
        requestAnimationFrame(count1);
      }
    };
    requestAnimationFrame(count1);
  });
}
