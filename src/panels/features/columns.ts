import { Feature, FeatureLook } from '../../frames/features';

/** What a column of the panel shows. */
export type ColumnId =
  'name' | 'verdict' | 'overlay' | 'psi' | 'course' | 'missing' | 'invalid' | 'unseen' | 'meanShift' | 'importance';

/** A column with its width in pixels. */
export interface Column {
  id: ColumnId;
  title: string;
  width: number;
  /** Up to which width it takes room that is left. */
  most?: number;
}

/** All columns in the order in which they stand, with their least widths. */
const COLUMNS: Column[] = [
  { id: 'name', title: 'Feature', width: 118, most: 260 },
  { id: 'verdict', title: 'Verdict', width: 92 },
  { id: 'overlay', title: 'Distribution', width: 84, most: 260 },
  { id: 'psi', title: 'PSI', width: 52 },
  { id: 'course', title: 'Earlier windows', width: 100, most: 260 },
  { id: 'missing', title: 'Missing', width: 76 },
  { id: 'invalid', title: 'Invalid', width: 76 },
  { id: 'unseen', title: 'New', width: 76 },
  { id: 'meanShift', title: 'Mean shift', width: 72 },
  { id: 'importance', title: 'Importance', width: 76 },
];

/** Which columns are worth their width first. */
const BY_WORTH: ColumnId[] = [
  'name',
  'overlay',
  'psi',
  'course',
  'missing',
  'verdict',
  'meanShift',
  'unseen',
  'invalid',
  'importance',
];

/** The fields of columns that bear another name. */
const FIELD_OF: Partial<Record<ColumnId, keyof FeatureLook>> = { unseen: 'new' };

/** The room in pixels between two columns. */
export const COLUMN_GAP = 10;

/**
 * The columns that fit a width: the worthiest first, without those that are empty in every row. The name and the pictures
 * share the room that is left; what is too much for them stays free at the right.
 */
export function fitColumns(features: Feature[], width: number): Column[] {
  let left = width + COLUMN_GAP;
  const kept = new Set<ColumnId>();
  for (const id of BY_WORTH) {
    const column = COLUMNS.find((one) => one.id === id)!;
    const needed = column.width + COLUMN_GAP;
    if (id !== 'name' && (isEmpty(id, features) || needed > left)) {
      continue;
    }
    kept.add(id);
    left -= needed;
  }
  const look = features[0]?.look;
  return widen(
    COLUMNS.filter(({ id }) => kept.has(id)).map((column) => ({
      ...column,
      title: look?.[FIELD_OF[column.id] ?? (column.id as keyof FeatureLook)]?.name ?? column.title,
    })),
    Math.max(0, left)
  );
}

/** Gives room to the columns that take some: first to the name, then to the pictures in equal parts. */
function widen(columns: Column[], room: number): Column[] {
  let left = room;
  const growing = columns.filter(({ most }) => most !== undefined).length;
  return columns.map((column, i) => {
    const isName = i === 0;
    const part = isName ? left : Math.floor((room - columns[0]!.most! + columns[0]!.width) / Math.max(1, growing - 1));
    const more = Math.max(0, Math.min(left, part, (column.most ?? column.width) - column.width));
    left -= more;
    return { ...column, width: column.width + more };
  });
}

/** Reports whether a column says nothing in any row: no value, or only shares of 0. */
function isEmpty(id: ColumnId, features: Feature[]): boolean {
  switch (id) {
    case 'missing':
    case 'invalid':
    case 'unseen':
      return features.every((feature) => !feature[id].now && !feature[id].before);
    case 'meanShift':
    case 'importance':
      return features.every((feature) => feature[id] === null);
    default:
      return false;
  }
}
