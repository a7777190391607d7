import { clock, longDay } from '../../shared/format';
import { t } from '../../shared/language';
import type { WidgetModule } from '../widget';

/** The time of the city. */
export const clockWidget: WidgetModule = {
  id: 'clock',
  version: '1.0.0',
  title: { id: 'Jam', en: 'Clock' },
  bare: true,
  create(host) {
    host.css(`
      .clock { height: 100%; display: grid; align-content: center; justify-content: center; gap: 1cqh; }
      .time { display: flex; align-items: baseline; font-weight: 600; letter-spacing: -0.03em; line-height: 1;
        font-size: min(44cqh, 21cqw); font-variant-numeric: tabular-nums; }
      .time small { font-size: 0.5em; font-weight: 500; color: var(--text-2); margin-left: 0.12em; }
      .time i { font: 600 max(1em, 6cqw) var(--font); letter-spacing: 0; color: var(--text-2); margin-left: 0.5em;
        font-size: max(1rem, min(14cqh, 6cqw)); }
      .date { font-size: max(1em, min(13cqh, 5.4cqw)); color: var(--text-2); }
    `);
    const time = document.createElement('div');
    time.className = 'time';
    const minutes = document.createElement('span');
    const seconds = document.createElement('small');
    const zone = document.createElement('i');
    const date = document.createElement('div');
    date.className = 'date';
    time.append(minutes, seconds, zone);
    const box = document.createElement('div');
    box.className = 'clock';
    box.append(time, date);
    host.element.append(box);
    const draw = () => {
      const now = Date.now();
      const text = clock(now);
      minutes.textContent = text.slice(0, 5);
      seconds.textContent = text.slice(5);
      zone.textContent = t('time.zone');
      date.textContent = longDay(now);
    };
    draw();
    host.every(250, draw);
    return { update: draw };
  },
};
