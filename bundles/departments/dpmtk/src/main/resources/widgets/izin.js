/** Permits: what came in and was decided today, what is in process, and which kinds take longer than promised. */

const PERMITS = 'dpmtk/izin';
const KINDS = {
  PBG: { id: 'Bangunan gedung', en: 'Building' },
  NAKES: { id: 'Tenaga kesehatan', en: 'Health practice' },
  REKLAME: { id: 'Reklame', en: 'Advertising' },
  PENDIDIKAN: { id: 'Satuan pendidikan', en: 'School' },
  KERJA: { id: 'Kartu pencari kerja', en: 'Job seeker card' },
};
const EMPTY = { id: 'Belum ada data perizinan', en: 'No permit data yet' };
const CAME = { id: 'Masuk hari ini', en: 'Received today' };
const DONE = { id: 'Selesai hari ini', en: 'Decided today' };
const OPEN = { id: 'Dalam proses', en: 'In process' };
const DAYS = { id: 'hari kerja', en: 'working days' };
const LATE = { id: 'Lewat janji', en: 'Late' };
const PUNCTUAL = { id: 'Tepat', en: 'In time' };

const RULES = `
  .permits { height: 100%; display: grid; grid-template-rows: auto minmax(0, 1fr); gap: 0.7em; }
  .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(7em, 1fr)); gap: 0.8em; }
  .figure { display: grid; min-width: 0; }
  .figure b { font-size: 2.3em; font-weight: 620; line-height: 1.1; font-variant-numeric: tabular-nums; }
  .figure span { color: var(--text-2); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .kinds { display: grid; align-content: start; min-width: 0; overflow: hidden; border-top: 2px solid var(--line-strong); }
  .kind { display: grid; grid-template-columns: minmax(0, 1fr) 3.4em 12.4em 8.4em; gap: 0.8em; align-items: center; padding: 0.4em 0;
    line-height: 1.15; border-bottom: 2px solid var(--line); }
  .kind:last-child { border-bottom: 0; }
  .name { font-weight: 560; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--text-2); }
  .num b { font-size: 1.3em; font-weight: 620; color: var(--text); }
  @container (max-width: 24em) {
    .kind { grid-template-columns: minmax(0, 1fr) 8.4em; }
    .kind .num { display: none; }
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
  id: PERMITS,
  version: '1.0.0',
  title: { id: 'Perizinan', en: 'Permits' },
  schema: {},
  create(host) {
    host.css(RULES);
    const newest = new Map();

    const take = (records) => {
      for (const record of records ?? []) {
        const known = newest.get(record.jenis);
        if (!known || Date.parse(record.waktu) >= Date.parse(known.waktu)) newest.set(record.jenis, record);
      }
      draw();
    };
    const load = () => host.records(PERMITS, { latest: true, limit: 100 }).then(take, () => {});

    const number = (value, digits = 0) => (value == null ? '–' : host.format.number(value, digits));
    const late = (record) => record.lama != null && record.janji != null && record.lama > record.janji;
    const kind = (record) =>
      element(
        'div',
        'kind',
        element('span', 'name', KINDS[record.jenis] ? host.t(KINDS[record.jenis]) : record.jenis),
        element('span', 'num', element('b', '', number(record.proses))),
        element('span', 'num', element('b', '', number(record.lama, 1)), ` / ${number(record.janji)} ${host.t(DAYS)}`),
        late(record) ? host.mark(1, host.t(LATE)) : host.mark(0, host.t(PUNCTUAL)),
      );

    function draw() {
      const all = [...newest.values()];
      if (all.length === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      const sum = (field) => all.reduce((total, record) => total + (record[field] ?? 0), 0);
      const figure = (field, label) =>
        element('div', 'figure', element('b', '', number(sum(field))), element('span', '', host.t(label)));
      const figures = element('div', 'figures', figure('masuk', CAME), figure('selesai', DONE), figure('proses', OPEN));
      const worst = (a, b) => late(b) - late(a) || (b.proses ?? 0) - (a.proses ?? 0);
      const list = element('div', 'kinds', ...all.sort(worst).map(kind));
      host.element.replaceChildren(element('div', 'permits', figures, list));
      fit(list);
    }

    host.subscribe(PERMITS, (event) => (event.type === 'records' ? take(event.records) : load()));
    host.every(600_000, load);
    draw();
    load();
    return { update: draw, resize: draw };
  },
};
