/** `109°20′`, with seconds only where there are any. */
export function degrees(value: number): string {
  const seconds = Math.round(Math.abs(value) * 3600);
  const s = seconds % 60;
  const m = Math.floor(seconds / 60) % 60;
  return `${Math.floor(seconds / 3600)}°${String(m).padStart(2, '0')}′${s ? `${String(s).padStart(2, '0')}″` : ''}`;
}
