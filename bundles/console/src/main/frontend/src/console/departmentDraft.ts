/** A field of a dataset in the form of a new department. */
export interface FieldDraft {
  name: string;
  label: string;
  role: FieldRole;
  unit: string;
}

export const FIELD_ROLES = ['key', 'time', 'measure', 'whole', 'attribute', 'geometry'] as const;
export type FieldRole = (typeof FIELD_ROLES)[number];

/** What the form of a new department holds. */
export interface DepartmentDraft {
  name: string;
  title: string;
  titleEn: string;
  dataset: string;
  datasetTitle: string;
  datasetTitleEn: string;
  fields: FieldDraft[];
}

/** A name as the platform takes it: small letters, digits and `_`, at most 40. */
export function nameOf(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40);
}

/** An empty form: what nearly every dataset has, a key and a time. */
export function departmentDraft(): DepartmentDraft {
  return {
    name: '',
    title: '',
    titleEn: '',
    dataset: '',
    datasetTitle: '',
    datasetTitleEn: '',
    fields: [
      { name: 'kode', label: 'Kode', role: 'key', unit: '' },
      { name: 'waktu', label: 'Waktu', role: 'time', unit: '' },
    ],
  };
}

/** The same as `department.yaml`, which the platform makes the department of. */
export function departmentDocument(draft: DepartmentDraft): Record<string, unknown> {
  const fields = draft.fields.map((field) => {
    const name = field.name || nameOf(field.label);
    const whole = field.role === 'whole';
    return [
      name,
      {
        role: whole ? 'measure' : field.role,
        ...(whole ? { type: 'integer' } : {}),
        ...(field.unit ? { unit: field.unit } : {}),
        id: field.label || name,
        en: field.label || name,
      },
    ];
  });
  const title = { id: draft.title, en: draft.titleEn || draft.title };
  return {
    name: draft.name || nameOf(draft.title),
    title,
    datasets: {
      [draft.dataset || nameOf(draft.datasetTitle)]: {
        title: { id: draft.datasetTitle, en: draft.datasetTitleEn || draft.datasetTitle },
        producer: draft.title,
        fields: Object.fromEntries(fields),
      },
    },
  };
}
