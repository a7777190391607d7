/** Queues of the civil registry: how much of each quota is taken, and where people wait. */

const QUEUES = 'disdukcapil/antrean';
const OFFICES = 'disdukcapil/kantor';
const SERVICES = {
  DARING: { id: 'Antrean daring', en: 'Online queue' },
  MENDESAK: { id: 'Mendesak', en: 'Urgent' },
  KTP: { id: 'Perekaman KTP', en: 'KTP recording' },
};
const EMPTY = { id: 'Belum ada data antrean', en: 'No queue data yet' };
const WAIT = { id: 'menunggu', en: 'waiting' };
const FULL = { id: 'Kuota habis', en: 'Quota used up' };
const ROOM = { id: 'Ada kuota', en: 'Quota left' };

const RULES = `
  .queues { height: 100%; display: grid; grid-template-rows: auto minmax(0, 1fr); gap: 0.7em; }
  .services { display: grid; grid-template-columns: repeat(auto-fit, minmax(11em, 1fr)); gap: 1.2em; }
  .service { display: grid; gap: 0.15em; min-width: 0; justify-items: start; }
  .service b { font-size: 2.3em; font-weight: 620; line-height: 1.1; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .service .name { font-weight: 560; }
  .service > span { max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .offices { display: grid; align-content: start; min-width: 0; overflow: hidden; border-top: 2px solid var(--line-strong); }
  .office { display: grid; grid-template-columns: minmax(0, 1fr) 8.4em 6em; gap: 0.8em; align-items: baseline; padding: 0.3em 0;
    line-height: 1.15; border-bottom: 2px solid var(--line); }
  .office:last-child { border-bottom: 0; }
  .office .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--text-2); }
  .num b { font-size: 1.3em; font-weight: 620; color: var(--text); }
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
  id: QUEUES,
  version: '1.0.0',
  title: { id: 'Antrean kependudukan', en: 'Civil registry queues' },
  schema: {},
  create(host) {
    host.css(RULES);
    const queues = new Map();
    const offices = new Map();

    const take = (kept, key) => (records) => {
      for (const record of records ?? []) {
        const known = kept.get(record[key]);
        if (!known || Date.parse(record.waktu) >= Date.parse(known.waktu)) kept.set(record[key], record);
      }
      draw();
    };
    const takeQueues = take(queues, 'layanan');
    const takeOffices = take(offices, 'kantor');
    const loadQueues = () => host.records(QUEUES, { latest: true, limit: 100 }).then(takeQueues, () => {});
    const loadOffices = () => host.records(OFFICES, { latest: true, limit: 100 }).then(takeOffices, () => {});

    const number = (value) => (value == null ? '–' : host.format.number(value, 0));
    const service = (code) => {
      const record = queues.get(code);
      const full = record.kuota != null && record.terdaftar >= record.kuota;
      return element(
        'div',
        'service',
        element('span', 'name', host.t(SERVICES[code])),
        element('b', '', `${number(record.terdaftar)}/${number(record.kuota)}`),
        host.mark(full ? 1 : 0, host.t(full ? FULL : ROOM)),
        element('span', 'label', `${number(record.menunggu)} ${host.t(WAIT)}`),
      );
    };
    const office = (record) =>
      element(
        'div',
        'office',
        element('span', 'name', record.nama ?? record.kantor),
        element('span', 'num', element('b', '', number(record.menunggu)), ` ${host.t(WAIT)}`),
        element('span', 'num', element('b', '', number(record.tunggu)), ' min'),
      );

    function draw() {
      if (queues.size + offices.size === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      const known = Object.keys(SERVICES).filter((code) => queues.has(code));
      const longest = [...offices.values()].sort((a, b) => (b.menunggu ?? 0) - (a.menunggu ?? 0));
      const list = element('div', 'offices', ...longest.map(office));
      host.element.replaceChildren(element('div', 'queues', element('div', 'services', ...known.map(service)), list));
      fit(list);
    }

    host.subscribe(QUEUES, (event) => (event.type === 'records' ? takeQueues(event.records) : loadQueues()));
    host.subscribe(OFFICES, (event) => (event.type === 'records' ? takeOffices(event.records) : loadOffices()));
    host.every(600_000, () => {
      loadQueues();
      loadOffices();
    });
    draw();
    loadQueues();
    loadOffices();
    return { update: draw, resize: draw };
  },
};
