/** Harga terbaru tiap pasar / the newest price of each market. */
export default {
  id: '${departemen}/harga',
  version: '1.0.0',
  title: { id: 'Harga pangan', en: 'Food prices' },
  schema: {},
  create(host) {
    const draw = (records) => {
      host.element.innerText = records.map((r) => r.pasar + ': Rp ' + host.format.number(r.beras, 0)).join('\n');
    };
    const load = () => host.records('${departemen}/harga', { latest: true }).then(draw, () => {});
    host.subscribe('${departemen}/harga', load);
    load();
    return { update: load };
  },
};
