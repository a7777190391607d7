/** Salinity of raw water: the worst intake in large, all intakes beside it, and who has no water. */

const WATER = 'pdam/air_baku';
const OUTAGES = 'pdam/gangguan';
const QUALITY = {
  LAYAK: [0, { id: 'Layak', en: 'Fit' }],
  WASPADA: [1, { id: 'Waspada', en: 'Watch' }],
  ASIN: [3, { id: 'Di atas batas', en: 'Above the limit' }],
};
const NONE = [-1, { id: 'Tidak ada nilai', en: 'No value' }];
const EMPTY = { id: 'Belum ada data air baku', en: 'No raw water data yet' };
const OUT = { id: 'pelanggan tanpa air', en: 'customers without water' };
const CALM = { id: 'tidak ada gangguan', en: 'no outage' };

const RULES = `
  .water { height: 100%; display: grid; grid-template-rows: minmax(0, 1fr) auto; gap: 0.5em; }
  .body { display: grid; grid-template-columns: minmax(0, 4fr) minmax(0, 9fr); gap: 1.4em; min-height: 0; }
  .worst { display: grid; align-content: center; gap: 0.35em; min-width: 0; }
  .worst b { font-size: max(3em, min(38cqh, 13cqw)); font-weight: 640; line-height: 0.95; font-variant-numeric: tabular-nums; }
  .intakes { display: grid; align-content: safe center; min-width: 0; overflow: hidden; }
  .intake { display: grid; grid-template-columns: minmax(0, 1fr) 6.4em 8.4em 3em; gap: 0.7em; align-items: center;
    padding: 0.4em 0; border-bottom: 2px solid var(--line); }
  .intake:last-child { border-bottom: 0; }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .amount, .time { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .amount b { font-size: 1.5em; font-weight: 620; }
  .time { color: var(--text-3); }
  .outages { display: flex; align-items: baseline; gap: 0.6em; padding-top: 0.5em; border-top: 2px solid var(--line-strong);
    white-space: nowrap; overflow: hidden; }
  .outages b { font-size: 1.5em; font-weight: 620; font-variant-numeric: tabular-nums; }
  @container (max-width: 24em) {
    .body { grid-template-columns: minmax(0, 1fr); }
    .intakes { display: none; }
  }
`;

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** Leaves out from the end what does not fit whole. */
function fit(list) {
  while (list.children.length > 1 && list.scrollHeight > list.clientHeight + 1) list.lastElementChild.remove();
}

export default {
  id: WATER,
  version: '1.0.0',
  title: { id: 'Air baku PDAM', en: 'Raw water' },
  schema: {},
  create(host) {
    host.css(RULES);
    const intakes = new Map();
    const outages = new Map();

    const takeWater = (records) => {
      for (const record of records ?? []) {
        const known = intakes.get(record.intake);
        if (!known || Date.parse(record.waktu) >= Date.parse(known.waktu)) intakes.set(record.intake, record);
      }
      draw();
    };
    const takeOutages = (records) => {
      for (const record of records ?? []) outages.set(record.nomor, record);
      draw();
    };
    const loadWater = () => host.records(WATER, { latest: true, limit: 100 }).then(takeWater, () => {});
    const loadOutages = () => host.records(OUTAGES, { latest: true, limit: 500 }).then(takeOutages, () => {});

    const number = (value) => (value == null ? '–' : host.format.number(value, 0));
    const mark = (record) => {
      const [level, word] = QUALITY[record.mutu] ?? NONE;
      return host.mark(level, host.t(word));
    };
    const intake = (record) =>
      element(
        'div',
        'intake',
        element('span', 'name', record.nama ?? record.intake),
        element('span', 'amount', element('b', '', number(record.salinitas)), ' mg/l'),
        mark(record),
        element('span', 'time', host.format.time(record.waktu)),
      );
    const supply = () => {
      const now = [...outages.values()].filter((outage) => outage.status === 'BERLANGSUNG');
      const customers = now.reduce((sum, outage) => sum + (outage.pelanggan ?? 0), 0);
      const line = element('div', 'outages');
      if (now.length === 0) {
        line.append(host.mark(0, host.t(CALM)));
      } else {
        line.append(element('b', '', number(customers)), element('span', 'label', host.t(OUT)));
        line.append(host.mark(2, now[0].sebab ?? '–'));
      }
      return line;
    };

    function draw() {
      const all = [...intakes.values()].sort((a, b) => (b.salinitas ?? -1) - (a.salinitas ?? -1));
      if (all.length === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      const [worst] = all;
      const head = element('div', 'worst', element('b', '', number(worst.salinitas)), element('span', 'label', 'mg/l Cl⁻'));
      head.append(mark(worst), element('span', 'name', worst.nama ?? worst.intake));
      const list = element('div', 'intakes', ...all.map(intake));
      host.element.replaceChildren(element('div', 'water', element('div', 'body', head, list), supply()));
      fit(list);
    }

    host.subscribe(WATER, (event) => (event.type === 'records' ? takeWater(event.records) : loadWater()));
    host.subscribe(OUTAGES, (event) => (event.type === 'records' ? takeOutages(event.records) : loadOutages()));
    host.every(600_000, () => {
      loadWater();
      loadOutages();
    });
    draw();
    loadWater();
    loadOutages();
    return { update: draw, resize: draw };
  },
};
