import { describe, expect, it } from 'vitest';
import { document, draftOf } from '../src/console/connectorDraft';

describe('a connector in the form', () => {
  it('comes out as it went in, without its secret', () => {
    const kept = {
      protocol: 'http',
      dataset: 'tekanan',
      address: 'https://a.example/x',
      every: 'PT1M',
      rows: '/data',
      login: { kind: 'bearer' },
      paging: { kind: 'offset', parameter: 'skip', size: 50, size_parameter: 'n' },
      watermark: { column: 't', parameter: 'since' },
      fields: { titik: 'id', lokasi: ['x', 'y'], waktu: { columns: ['t'], time: 'day_first' } },
    };
    expect(document(draftOf({ department: 'pdam', name: 'tekanan', document: kept }))).toEqual(kept);
  });

  it('sends only what its protocol needs', () => {
    const draft = { ...draftOf(), protocol: 'mqtt', address: 'mqtt://b', dataset: 'd', topic: 'a/#', table: 'x', page: 'p' };
    expect(document(draft)).toEqual({ protocol: 'mqtt', address: 'mqtt://b', dataset: 'd', options: { topic: 'a/#' } });
  });
});
