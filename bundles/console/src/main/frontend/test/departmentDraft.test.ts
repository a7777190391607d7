import { describe, expect, it } from 'vitest';
import { departmentDocument, departmentDraft, nameOf } from '../src/console/departmentDraft';

describe('a department in the form', () => {
  it('is named after its title', () => {
    expect(nameOf('Dinas Perikanan & Kelautan (2026)')).toBe('dinas_perikanan_kelautan_2026');
    expect(nameOf('110 Darurat')).toBe('darurat');
  });

  it('becomes what department.yaml says', () => {
    const draft = {
      ...departmentDraft(),
      title: 'Dinas Air',
      datasetTitle: 'Tekanan air',
      fields: [
        { name: 'kode', label: 'Titik', role: 'key' as const, unit: '' },
        { name: '', label: 'Jumlah Pompa', role: 'whole' as const, unit: 'unit' },
      ],
    };
    expect(departmentDocument(draft)).toEqual({
      name: 'dinas_air',
      title: { id: 'Dinas Air', en: 'Dinas Air' },
      datasets: {
        tekanan_air: {
          title: { id: 'Tekanan air', en: 'Tekanan air' },
          producer: 'Dinas Air',
          fields: {
            kode: { role: 'key', id: 'Titik', en: 'Titik' },
            jumlah_pompa: { role: 'measure', type: 'integer', unit: 'unit', id: 'Jumlah Pompa', en: 'Jumlah Pompa' },
          },
        },
      },
    });
  });
});
