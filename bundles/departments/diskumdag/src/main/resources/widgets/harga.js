/** Staple prices: the commodities by how far they are above the reference, and markets under water. */

const PRICES = 'diskumdag/harga';
const MARKETS = 'diskumdag/pasar';
const STATES = {
  WAJAR: [0, { id: 'Wajar', en: 'Usual' }],
  NAIK: [1, { id: 'Naik', en: 'Up' }],
  MELONJAK: [2, { id: 'Melonjak', en: 'Jumped' }],
};
const NONE = [-1, { id: 'Tidak ada nilai', en: 'No value' }];
const GOODS = {
  BERAS: { id: 'Beras medium', en: 'Medium rice' },
  GULA: { id: 'Gula pasir', en: 'Sugar' },
  MINYAK: { id: 'Minyak goreng', en: 'Cooking oil' },
  DAGING_AYAM: { id: 'Daging ayam', en: 'Chicken' },
  TELUR: { id: 'Telur ayam', en: 'Eggs' },
  CABAI_RAWIT: { id: 'Cabai rawit', en: 'Bird’s eye chili' },
  BAWANG_MERAH: { id: 'Bawang merah', en: 'Shallots' },
  BAWANG_PUTIH: { id: 'Bawang putih', en: 'Garlic' },
};
const EMPTY = { id: 'Belum ada data harga', en: 'No price data yet' };
const OPEN = { id: 'pasar dibuka', en: 'markets open' };
const WET = { id: 'tergenang', en: 'under water' };

const RULES = `
  .prices { height: 100%; display: grid; grid-template-rows: minmax(0, 1fr) auto; gap: 0.5em; }
  .goods { display: grid; align-content: safe center; min-width: 0; overflow: hidden; }
  .good { display: grid; grid-template-columns: minmax(0, 1fr) 7.6em minmax(0, 7em) 5.4em 7.4em; gap: 0.7em; align-items: center;
    padding: 0.24em 0; border-bottom: 2px solid var(--line); line-height: 1.15; }
  .good:last-child { border-bottom: 0; }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .where { color: var(--text-2); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .value { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .value b { font-size: 1.3em; font-weight: 620; }
  .foot { display: flex; align-items: baseline; gap: 0.8em; padding-top: 0.5em; border-top: 2px solid var(--line-strong);
    white-space: nowrap; overflow: hidden; }
  .foot b { font-size: 1.5em; font-weight: 620; font-variant-numeric: tabular-nums; }
  @container (max-width: 32em) {
    .good { grid-template-columns: minmax(0, 1fr) 5.4em 7.4em; }
    .good .value:first-of-type, .where { display: none; }
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
  id: PRICES,
  version: '1.0.0',
  title: { id: 'Harga bahan pokok', en: 'Staple prices' },
  schema: {},
  create(host) {
    host.css(RULES);
    const prices = new Map();
    const markets = new Map();

    const take = (kept, key) => (records) => {
      for (const record of records ?? []) {
        const known = kept.get(key(record));
        if (!known || Date.parse(record.waktu) >= Date.parse(known.waktu)) kept.set(key(record), record);
      }
      draw();
    };
    const takePrices = take(prices, (record) => `${record.pasar} ${record.komoditas}`);
    const takeMarkets = take(markets, (record) => record.kode);
    const loadPrices = () => host.records(PRICES, { latest: true, limit: 500 }).then(takePrices, () => {});
    const loadMarkets = () => host.records(MARKETS, { latest: true, limit: 100 }).then(takeMarkets, () => {});

    const place = (code) => (code ?? '–').charAt(0) + (code ?? '').slice(1).toLowerCase();
    /** The dearest record of each commodity. */
    const dearest = () => {
      const found = new Map();
      for (const record of prices.values()) {
        const known = found.get(record.komoditas);
        if (!known || (record.kenaikan ?? -100) > (known.kenaikan ?? -100)) found.set(record.komoditas, record);
      }
      return [...found.values()].sort((a, b) => (b.kenaikan ?? -100) - (a.kenaikan ?? -100));
    };
    const sign = (value) => (value == null ? '–' : `${value > 0 ? '+' : value < 0 ? '−' : ''}${host.format.number(Math.abs(value), 1)}`);
    const good = (record) => {
      const [level, word] = STATES[record.kondisi] ?? NONE;
      const name = GOODS[record.komoditas] ?? { id: record.komoditas, en: record.komoditas };
      return element(
        'div',
        'good',
        element('span', 'name', host.t(name)),
        element('span', 'value', 'Rp ', element('b', '', host.format.number(record.harga, 0))),
        element('span', 'where', place(record.pasar)),
        element('span', 'value', `${sign(record.kenaikan)} %`),
        host.mark(level, host.t(word)),
      );
    };
    const foot = () => {
      const known = [...markets.values()];
      const open = known.filter((market) => market.status === 'BUKA').length;
      const line = element('div', 'foot');
      line.append(element('b', '', `${open}/${known.length}`), element('span', 'label', host.t(OPEN)));
      const wet = known.filter((market) => market.status === 'TERGENANG').map((market) => place(market.kode));
      if (wet.length > 0) line.append(host.mark(2, `${host.t(WET)}: ${wet.join(', ')}`));
      return line;
    };

    function draw() {
      const all = dearest();
      if (all.length === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      const list = element('div', 'goods', ...all.map(good));
      host.element.replaceChildren(element('div', 'prices', list, foot()));
      fit(list);
    }

    host.subscribe(PRICES, (event) => (event.type === 'records' ? takePrices(event.records) : loadPrices()));
    host.subscribe(MARKETS, (event) => (event.type === 'records' ? takeMarkets(event.records) : loadMarkets()));
    host.every(600_000, () => {
      loadPrices();
      loadMarkets();
    });
    draw();
    loadPrices();
    loadMarkets();
    return { update: draw, resize: draw };
  },
};
