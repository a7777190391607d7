/** Emergencies: calls and response by kecamatan, ambulances, beds, and the ISPA of this week beside the last. */

const SERVICE = 'dinkes/layanan';
const AMBULANCES = 'dinkes/ambulans';
const BEDS = 'dinkes/tempat_tidur';
const DISEASES = 'dinkes/penyakit';
const KECAMATAN = {
  '61.71.01': 'Selatan',
  '61.71.02': 'Timur',
  '61.71.03': 'Barat',
  '61.71.04': 'Utara',
  '61.71.05': 'Kota',
  '61.71.06': 'Tenggara',
};
const CLASSES = {
  VIP: 'VIP', KL1: 'I', KL2: 'II', KL3: 'III', ICU: 'ICU', HCU: 'HCU', NIC: 'NICU', PIC: 'PICU',
  ISO: { id: 'Isolasi', en: 'Isolation' },
};
const SLOW = 20;
const EMPTY = { id: 'Belum ada data gawat darurat', en: 'No emergency data yet' };
const CALLS = { id: 'Panggilan sejam', en: 'Calls in an hour' };
const BREATH = { id: 'Sesak napas', en: 'Breathing trouble' };
const WAITING = { id: 'Menunggu', en: 'Waiting' };
const READY = { id: 'Ambulans siaga', en: 'Ambulances ready' };
const LEFT = { id: 'Tempat tidur tersedia', en: 'Beds available' };
const ISPA = { id: 'ISPA minggu ini', en: 'ISPA this week' };
const BEFORE = { id: 'minggu lalu', en: 'last week' };
const PUNCTUAL = { id: 'Tepat', en: 'In time' };
const LATE = { id: 'Lambat', en: 'Slow' };
const NONE = { id: 'Tenang', en: 'Quiet' };

const RULES = `
  .health { height: 100%; display: grid; grid-template-rows: auto minmax(0, 1fr) auto; gap: 0.6em; }
  .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.4em, 1fr)); gap: 0.8em; }
  .figure { display: grid; min-width: 0; }
  .figure b { font-size: 2.3em; font-weight: 620; line-height: 1.1; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .figure span { color: var(--text-2); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .districts { display: grid; align-content: safe center; min-width: 0; overflow: hidden; }
  .district { display: grid; grid-template-columns: minmax(0, 1fr) 9.4em 5.4em 6.6em; gap: 0.8em; align-items: center;
    padding: 0.28em 0; line-height: 1.15; border-bottom: 2px solid var(--line); }
  .district:last-child { border-bottom: 0; }
  .name { font-weight: 560; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--text-2); }
  .num b { font-size: 1.3em; font-weight: 620; color: var(--text); }
  .foot { display: flex; flex-wrap: wrap; gap: 0.2em 1.1em; align-items: baseline; padding-top: 0.45em;
    border-top: 2px solid var(--line-strong); max-height: 3.6em; overflow: hidden; }
  .foot > span { white-space: nowrap; font-variant-numeric: tabular-nums; }
  .foot .label { color: var(--text-2); }
  .foot b { font-weight: 620; }
  @container (max-width: 24em) {
    .district { grid-template-columns: minmax(0, 1fr) 6.6em; }
    .district .num { display: none; }
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
  id: 'dinkes/gawat_darurat',
  version: '1.0.0',
  title: { id: 'Gawat darurat', en: 'Emergencies' },
  schema: {},
  create(host) {
    host.css(RULES);
    const service = new Map();
    const ambulances = new Map();
    const beds = new Map();
    const diseases = new Map();

    const take = (kept, key) => (records) => {
      for (const record of records ?? []) {
        const known = kept.get(key(record));
        if (!known?.waktu || Date.parse(record.waktu) >= Date.parse(known.waktu)) kept.set(key(record), record);
      }
      draw();
    };
    const ago = (days) => new Date(Date.now() - days * 86_400_000).toISOString();
    const sources = [
      [SERVICE, { latest: true, limit: 100 }, take(service, (r) => r.kecamatan)],
      [AMBULANCES, { latest: true, limit: 500 }, take(ambulances, (r) => r.id)],
      [BEDS, { latest: true, limit: 1000 }, take(beds, (r) => `${r.rs} ${r.kelas}`)],
      [DISEASES, { from: ago(15), penyakit: 'ISPA', limit: 1000 }, take(diseases, (r) => `${r.minggu} ${r.penyakit} ${r.kelurahan}`)],
    ];
    const load = ([dataset, asked, act]) => host.records(dataset, asked).then(act, () => {});

    const number = (value) => (value == null ? '–' : host.format.number(value, 0));
    const sum = (records, field) => records.reduce((all, record) => all + (record[field] ?? 0), 0);
    const figure = (value, label) =>
      element('div', 'figure', element('b', '', value), element('span', '', host.t(label)));
    const state = (record) => {
      if (record.tanggap == null) return host.mark(0, host.t(NONE));
      return record.tanggap >= SLOW ? host.mark(2, host.t(LATE)) : host.mark(0, host.t(PUNCTUAL));
    };
    const district = (record) =>
      element(
        'div',
        'district',
        element('span', 'name', KECAMATAN[record.kecamatan] ?? record.kecamatan),
        element('span', 'num', `${host.t(WAITING)} `, element('b', '', number(record.menunggu))),
        element('span', 'num', element('b', '', number(record.tanggap)), ' min'),
        state(record),
      );
    const bedLine = () => {
      const line = element('div', 'foot', element('span', 'label', host.t(LEFT)));
      for (const [code, name] of Object.entries(CLASSES)) {
        const its = [...beds.values()].filter((record) => record.kelas === code);
        if (its.length === 0) continue;
        const left = sum(its, 'tersedia');
        const said = `${typeof name === 'string' ? name : host.t(name)} `;
        const value = left <= 1 ? host.mark(2, number(left)) : element('b', '', number(left));
        line.append(element('span', '', said, value));
      }
      return line;
    };
    const ispaLine = () => {
      const weeks = new Map();
      for (const record of diseases.values()) {
        if (record.penyakit === 'ISPA') weeks.set(record.minggu, (weeks.get(record.minggu) ?? 0) + (record.kasus ?? 0));
      }
      const [now, before] = [...weeks.keys()].sort((a, b) => Date.parse(b) - Date.parse(a));
      if (!now) return [];
      const line = [element('span', 'label', host.t(ISPA)), element('span', '', element('b', '', number(weeks.get(now))))];
      if (before) line.push(element('span', 'label', `${host.t(BEFORE)} ${number(weeks.get(before))}`));
      return line;
    };

    function draw() {
      if (service.size + ambulances.size + beds.size === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      const all = [...service.values()];
      const fleet = [...ambulances.values()];
      const ready = fleet.filter((record) => record.status === 'SIAGA').length;
      const figures = element(
        'div',
        'figures',
        figure(number(sum(all, 'panggilan')), CALLS),
        figure(number(sum(all, 'sesak')), BREATH),
        figure(number(sum(all, 'menunggu')), WAITING),
        figure(`${number(ready)}/${number(fleet.length)}`, READY),
      );
      const worst = (a, b) => (b.tanggap ?? -1) - (a.tanggap ?? -1) || (b.menunggu ?? 0) - (a.menunggu ?? 0);
      const list = element('div', 'districts', ...all.sort(worst).map(district));
      const foot = bedLine();
      foot.append(...ispaLine());
      host.element.replaceChildren(element('div', 'health', figures, list, foot));
      fit(list);
    }

    for (const source of sources) {
      host.subscribe(source[0], (event) => (event.type === 'records' ? source[2](event.records) : load(source)));
    }
    host.every(600_000, () => sources.forEach(load));
    draw();
    sources.forEach(load);
    return { update: draw, resize: draw };
  },
};
