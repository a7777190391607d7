/** Open citizen reports: how many, of which kinds and from where, and which servers are silent. */

const REPORTS = 'kominfo/laporan';
const SERVERS = 'kominfo/layanan';
const EMPTY = { id: 'Belum ada laporan warga', en: 'No citizen reports yet' };
const OPEN = { id: 'laporan terbuka', en: 'open reports' };
const NEWEST = { id: 'terbaru', en: 'newest' };
const SERVER = { id: 'Server menjawab', en: 'Servers that answer' };
const ALL = { id: 'semua', en: 'all' };

const RULES = `
  .reports { height: 100%; display: grid; grid-template-rows: minmax(0, 1fr) auto; gap: 0.5em; }
  .body { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 8fr); gap: 1.2em; min-height: 0; }
  .count { display: grid; align-content: center; gap: 0.3em; min-width: 0; }
  .count b { font-size: max(3em, min(40cqh, 14cqw)); font-weight: 640; line-height: 0.95; font-variant-numeric: tabular-nums; }
  .newest { color: var(--text-3); font-variant-numeric: tabular-nums; }
  .kinds { display: grid; align-content: safe center; min-width: 0; overflow: hidden; }
  .kind { display: grid; grid-template-columns: minmax(0, 1fr) 2.4em; gap: 0.8em; align-items: baseline;
    padding: 0.25em 0; border-bottom: 2px solid var(--line); }
  .kind:last-child { border-bottom: 0; }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .number { text-align: right; font-size: 1.5em; font-weight: 620; font-variant-numeric: tabular-nums; }
  .servers { display: flex; align-items: baseline; gap: 0.6em; padding-top: 0.5em; border-top: 2px solid var(--line-strong);
    white-space: nowrap; overflow: hidden; }
  .servers b { font-size: 1.5em; font-weight: 620; font-variant-numeric: tabular-nums; }
  @container (max-width: 24em) {
    .body { grid-template-columns: minmax(0, 1fr); }
    .kinds { display: none; }
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
  id: REPORTS,
  version: '1.0.0',
  title: { id: 'Laporan warga', en: 'Citizen reports' },
  schema: {},
  create(host) {
    host.css(RULES);
    const reports = new Map();
    const servers = new Map();

    const takeReports = (records) => {
      for (const record of records ?? []) reports.set(record.nomor, record);
      draw();
    };
    const takeServers = (records) => {
      for (const record of records ?? []) {
        const known = servers.get(record.server);
        if (!known || Date.parse(record.waktu) >= Date.parse(known.waktu)) servers.set(record.server, record);
      }
      draw();
    };
    const loadReports = () => host.records(REPORTS, { latest: true, limit: 1000 }).then(takeReports, () => {});
    const loadServers = () => host.records(SERVERS, { latest: true, limit: 100 }).then(takeServers, () => {});
    const number = (value) => host.format.number(value, 0);

    const health = () => {
      const all = [...servers.values()];
      const silent = all.filter((server) => server.status !== 'AKTIF');
      const said = silent.length > 0 ? silent.map((server) => server.server).join(', ') : host.t(ALL);
      const line = element('div', 'servers', element('b', '', `${number(all.length - silent.length)}/${number(all.length)}`));
      line.append(element('span', 'label', host.t(SERVER)), host.mark(silent.length > 0 ? 2 : 0, said));
      return line;
    };

    function draw() {
      if (reports.size === 0 && servers.size === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      const open = [...reports.values()].filter((report) => report.status === 'BUKA');
      const kinds = new Map();
      for (const report of open) kinds.set(report.jenis, (kinds.get(report.jenis) ?? 0) + 1);
      const count = element('div', 'count', element('b', '', number(open.length)), element('span', 'label', host.t(OPEN)));
      const newest = open.map((report) => report.diterima).filter(Boolean).sort().at(-1);
      if (newest) count.append(element('span', 'newest', `${host.t(NEWEST)} ${host.format.time(newest)}`));
      const rows = [...kinds].sort((a, b) => b[1] - a[1]);
      const list = element(
        'div',
        'kinds',
        ...rows.map(([kind, many]) =>
          element('div', 'kind', element('span', 'name', kind ?? '–'), element('span', 'number', number(many))),
        ),
      );
      const box = element('div', 'reports', element('div', 'body', count, list));
      if (servers.size > 0) box.append(health());
      host.element.replaceChildren(box);
      fit(list);
    }

    host.subscribe(REPORTS, (event) => (event.type === 'records' ? takeReports(event.records) : loadReports()));
    host.subscribe(SERVERS, (event) => (event.type === 'records' ? takeServers(event.records) : loadServers()));
    host.every(600_000, () => {
      loadReports();
      loadServers();
    });
    draw();
    loadReports();
    loadServers();
    return { update: draw, resize: draw };
  },
};
