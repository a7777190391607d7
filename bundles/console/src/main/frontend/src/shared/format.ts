import { language, t } from './language';

/** Every time on a screen is the city's. */
export const ZONE = 'Asia/Pontianak';

const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function locale(): string {
  return language.get() === 'en' ? 'en-GB' : 'id-ID';
}

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale() + JSON.stringify(options);
  let format = formats.get(key) as Intl.DateTimeFormat | undefined;
  if (!format) {
    format = new Intl.DateTimeFormat(locale(), { timeZone: ZONE, hourCycle: 'h23', ...options });
    formats.set(key, format);
  }
  return format;
}

export type Moment = string | number | Date | null | undefined;

/** Milliseconds since the epoch, or NaN. */
export function millis(moment: Moment): number {
  if (moment == null || moment === '') return Number.NaN;
  if (moment instanceof Date) return moment.getTime();
  return typeof moment === 'number' ? moment : Date.parse(moment);
}

function written(moment: Moment, options: Intl.DateTimeFormatOptions): string {
  const at = millis(moment);
  if (Number.isNaN(at)) return '–';
  // Indonesian writes 10.12.05; a colon reads faster on a clock and is the form of the standard.
  return dates(options).format(at).replace(/(\d{2})\.(\d{2})(?:\.(\d{2}))?/, (_, h, m, s) =>
    s ? `${h}:${m}:${s}` : `${h}:${m}`,
  );
}

/** `10:12` */
export function hourMinute(moment: Moment): string {
  return written(moment, { hour: '2-digit', minute: '2-digit' });
}

/** `10:12:05` */
export function clock(moment: Moment): string {
  return written(moment, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** `24 Nov 2026, 10:12:05` */
export function dateTime(moment: Moment): string {
  if (Number.isNaN(millis(moment))) return '–';
  return `${day(moment)}, ${clock(moment)}`;
}

/** `24 Nov 2026` */
export function day(moment: Moment): string {
  return written(moment, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `Selasa, 24 November 2026` */
export function longDay(moment: Moment): string {
  return written(moment, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** Today's times as `10:12`, others with their day: `23 Nov 10:12`. */
export function brief(moment: Moment, now: number = Date.now()): string {
  const at = millis(moment);
  if (Number.isNaN(at)) return '–';
  if (day(at) === day(now)) return hourMinute(at);
  return `${written(at, { day: 'numeric', month: 'short' })} ${hourMinute(at)}`;
}

/** A length of time in its largest unit: `40 dtk`, `12 mnt`, `3 jam`, `2 hari`. */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return t('time.second', { n: seconds });
  if (seconds < 3600) return t('time.minute', { n: Math.floor(seconds / 60) });
  if (seconds < 48 * 3600) return t('time.hour', { n: Math.floor(seconds / 3600) });
  return t('time.day', { n: Math.floor(seconds / 86400) });
}

/** `12 mnt lalu`, `dalam 30 dtk`, `baru saja`. */
export function relative(moment: Moment, now: number = Date.now()): string {
  const at = millis(moment);
  if (Number.isNaN(at)) return t('time.never');
  const past = now - at;
  if (Math.abs(past) < 5000) return t('time.now');
  return past > 0 ? t('time.ago', { age: age(past) }) : t('time.in', { age: age(-past) });
}

/** A number with the decimals it needs, at most `decimals`. */
export function number(value: unknown, decimals = 2): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '–';
  const key = `${locale()}#${decimals}`;
  let format = formats.get(key) as Intl.NumberFormat | undefined;
  if (!format) {
    format = new Intl.NumberFormat(locale(), { maximumFractionDigits: decimals });
    formats.set(key, format);
  }
  return format.format(value);
}

/**
 * Milliseconds of an ISO 8601 duration of days and smaller, such as `PT15M` or `P1D`; also months and
 * years by their mean length. NaN when it is none.
 */
export function duration(text: string | null | undefined): number {
  const parts =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(
      text ?? '',
    );
  if (!parts || text === 'P') return Number.NaN;
  const [, years, months, weeks, days, hours, minutes, seconds] = parts.map((p) => Number(p ?? 0));
  return (
    (years! * 365.25 + months! * 30.44 + weeks! * 7 + days!) * 86_400_000 +
    hours! * 3_600_000 +
    minutes! * 60_000 +
    seconds! * 1000
  );
}
