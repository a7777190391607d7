/** Harga terbaru tiap pasar / the newest price of each market. */
export default {
  id: '${departemen}/harga',
  version: '1.0.0',
  title: { id: 'Harga pangan', en: 'Food prices' },
  schema: {},
  create(host) {
    const draw = (records) => {
      const lines = records.map((record) => {
        const line = document.createElement('p');
        line.textContent = record.pasar + ': Rp ' + host.format.number(record.beras, 0);
        return line;
      });
      host.element.replaceChildren(...lines);
    };
    const load = () => host.records('${departemen}/harga', { latest: true }).then(draw, () => {});
    host.subscribe('${departemen}/harga', load);
    load();
    return { update: load };
  },
};
