import { stringify } from 'yaml';

/** One text for one value: no aliases, no folded lines. */
export const yaml = (value: unknown) => stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
