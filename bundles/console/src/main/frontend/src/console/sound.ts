import { Value } from '../shared/value';
import type { LevelNumber } from '../shared/levels';

const STORED = 'pcc.sound';

/** Whether new notices are heard. */
export const soundOn = new Value(stored());
/** Whether the browser holds sound back until a person has clicked. */
export const soundBlocked = new Value(false);

let context: AudioContext | null = null;

function stored(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}

export function switchSound(on: boolean): void {
  soundOn.set(on);
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off');
  } catch {
    // Not remembered; it still holds until the page is closed.
  }
  if (on) void chime(1);
}

/**
 * Sounds a notice: one soft tone, two from a warning on, three for the worst. Tones are made here, so that
 * there is no file to load.
 */
export async function chime(level: LevelNumber): Promise<void> {
  if (!soundOn.get()) return;
  context ??= new AudioContext();
  if (context.state === 'suspended') {
    // The promise of resume() stays open while the browser forbids sound.
    await Promise.race([context.resume(), new Promise((done) => setTimeout(done, 250))]);
  }
  soundBlocked.set(context.state !== 'running');
  if (context.state !== 'running') return waitForGesture();
  const tones = level >= 4 ? [880, 660, 880] : level >= 2 ? [784, 587] : [587];
  tones.forEach((frequency, index) => tone(context!, frequency, index * 0.19));
}

function tone(audio: AudioContext, frequency: number, after: number): void {
  const start = audio.currentTime + after;
  const wave = audio.createOscillator();
  const loudness = audio.createGain();
  wave.type = 'sine';
  wave.frequency.value = frequency;
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(0.2, start + 0.015);
  loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.32);
  wave.connect(loudness).connect(audio.destination);
  wave.start(start);
  wave.stop(start + 0.34);
}

let waitingForGesture = false;
function waitForGesture(): void {
  if (waitingForGesture) return;
  waitingForGesture = true;
  const once = () => {
    waitingForGesture = false;
    removeEventListener('pointerdown', once);
    removeEventListener('keydown', once);
    void context?.resume().then(() => soundBlocked.set(false));
  };
  addEventListener('pointerdown', once);
  addEventListener('keydown', once);
}
