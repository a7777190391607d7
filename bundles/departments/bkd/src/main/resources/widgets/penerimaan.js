/** Revenue of the city: the whole against its target in large, each tax beside it, and the counters. */

const REVENUE = 'bkd/penerimaan';
const COUNTERS = 'bkd/loket';
const STATES = {
  SESUAI: [0, { id: 'Sesuai rencana', en: 'As planned' }],
  WASPADA: [1, { id: 'Di bawah rencana', en: 'Below the plan' }],
  TERTINGGAL: [2, { id: 'Tertinggal', en: 'Behind' }],
};
const NONE = [-1, { id: 'Tidak ada nilai', en: 'No value' }];
const TAXES = {
  PBB_P2: { id: 'PBB-P2', en: 'Land and building' },
  BPHTB: { id: 'BPHTB', en: 'Land transfers' },
  MAKAN_MINUM: { id: 'Makan dan minum', en: 'Food and drink' },
  HOTEL: { id: 'Perhotelan', en: 'Hotels' },
  LISTRIK: { id: 'Tenaga listrik', en: 'Electricity' },
  REKLAME: { id: 'Reklame', en: 'Advertising' },
  PARKIR: { id: 'Parkir', en: 'Parking' },
};
const EMPTY = { id: 'Belum ada data penerimaan', en: 'No revenue data yet' };
const WHOLE = { id: 'dari target setahun', en: 'of the year’s target' };
const TODAY = { id: 'hari ini', en: 'today' };
const OPEN = { id: 'loket dibuka', en: 'counters open' };
const WET = { id: 'loket tergenang', en: 'counters under water' };
const BILLION = { id: 'miliar', en: 'billion' };

const RULES = `
  .revenue { height: 100%; display: grid; grid-template-rows: minmax(0, 1fr) auto; gap: 0.5em; }
  .body { display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 19fr); gap: 1.4em; min-height: 0; }
  .whole { display: grid; align-content: center; gap: 0.35em; min-width: 0; }
  .whole b { font-size: max(2.6em, min(34cqh, 10cqw)); font-weight: 640; line-height: 0.95; font-variant-numeric: tabular-nums;
    white-space: nowrap; }
  .whole b small { font-size: 0.45em; font-weight: 560; }
  .taxes { display: grid; align-content: safe center; min-width: 0; overflow: hidden; }
  .tax { display: grid; grid-template-columns: minmax(0, 1fr) 4.6em minmax(0, 3em) 10em; gap: 0.6em; align-items: center;
    padding: 0.28em 0; border-bottom: 2px solid var(--line); line-height: 1.15; }
  .tax:last-child { border-bottom: 0; }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .amount b { font-size: 1.3em; font-weight: 620; }
  .bar { height: 0.5em; border: 1px solid var(--line-strong); }
  .bar > i { display: block; height: 100%; background: var(--text-2); }
  .foot { display: flex; align-items: baseline; gap: 0.6em; padding-top: 0.5em; border-top: 2px solid var(--line-strong);
    white-space: nowrap; overflow: hidden; }
  .foot b { font-size: 1.5em; font-weight: 620; font-variant-numeric: tabular-nums; }
  .foot .more { margin-left: auto; }
  @container (max-width: 24em) {
    .body { grid-template-columns: minmax(0, 1fr); }
    .taxes { display: none; }
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
  id: REVENUE,
  version: '1.0.0',
  title: { id: 'Penerimaan daerah', en: 'City revenue' },
  schema: {},
  create(host) {
    host.css(RULES);
    const taxes = new Map();
    const counters = new Map();

    const take = (kept, key) => (records) => {
      for (const record of records ?? []) {
        const known = kept.get(record[key]);
        if (!known || Date.parse(record.waktu) >= Date.parse(known.waktu)) kept.set(record[key], record);
      }
      draw();
    };
    const takeRevenue = take(taxes, 'pajak');
    const takeCounters = take(counters, 'kode');
    const loadRevenue = () => host.records(REVENUE, { latest: true, limit: 100 }).then(takeRevenue, () => {});
    const loadCounters = () => host.records(COUNTERS, { latest: true, limit: 100 }).then(takeCounters, () => {});

    const sum = (records, field) => records.reduce((total, record) => total + (record[field] ?? 0), 0);
    const rupiah = (value) => `Rp ${host.format.number(value / 1e9, 2)} ${host.t(BILLION)}`;
    const state = (record) => STATES[record.capaian] ?? NONE;
    const tax = (record) => {
      const [level, word] = state(record);
      const part = element('i');
      part.style.width = `${Math.min(100, record.persen ?? 0)}%`;
      return element(
        'div',
        'tax',
        element('span', 'name', host.t(TAXES[record.pajak] ?? { id: record.pajak, en: record.pajak })),
        element('span', 'amount', element('b', '', host.format.number(record.persen, 1)), ' %'),
        element('span', 'bar', part),
        host.mark(level, host.t(word)),
      );
    };
    const foot = (all) => {
      const known = [...counters.values()];
      const wet = known.filter((counter) => counter.status === 'TERGENANG').length;
      const open = known.filter((counter) => counter.status === 'BUKA').length;
      const line = element('div', 'foot', element('b', '', rupiah(sum(all, 'hari_ini'))), element('span', 'label', host.t(TODAY)));
      if (known.length > 0) line.append(element('span', 'label more', `${open}/${known.length} ${host.t(OPEN)}`));
      if (wet > 0) line.append(host.mark(2, `${wet} ${host.t(WET)}`));
      return line;
    };

    function draw() {
      const all = [...taxes.values()].sort((a, b) => state(b)[0] - state(a)[0] || (b.target ?? 0) - (a.target ?? 0));
      if (all.length === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      const part = (100 * sum(all, 'realisasi')) / Math.max(1, sum(all, 'target'));
      const head = element(
        'div',
        'whole',
        element('b', '', host.format.number(part, 1), element('small', '', ' %')),
        element('span', 'label', host.t(WHOLE)),
        element('span', 'name', rupiah(sum(all, 'realisasi'))),
      );
      const list = element('div', 'taxes', ...all.map(tax));
      host.element.replaceChildren(element('div', 'revenue', element('div', 'body', head, list), foot(all)));
      fit(list);
    }

    host.subscribe(REVENUE, (event) => (event.type === 'records' ? takeRevenue(event.records) : loadRevenue()));
    host.subscribe(COUNTERS, (event) => (event.type === 'records' ? takeCounters(event.records) : loadCounters()));
    host.every(600_000, () => {
      loadRevenue();
      loadCounters();
    });
    draw();
    loadRevenue();
    loadCounters();
    return { update: draw, resize: draw };
  },
};
