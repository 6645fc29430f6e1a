import { ComboboxOption } from '@grafana/ui';

/** Options whose label is their value. */
export function plainOptions(values: string[]): Array<ComboboxOption<string>> {
  return values.map((value) => ({ label: value, value }));
}

/** Options followed by the dashboard's variables, in a group of their own. */
export function withVariables(
  options: Array<ComboboxOption<string>>,
  variables: string[]
): Array<ComboboxOption<string>> {
  return [...options, ...variables.map((value) => ({ label: value, value, group: 'Variables' }))];
}

/** Options in which every chosen value occurs: comboboxes show the label of what they know, and nothing of the rest. */
export function including(options: Array<ComboboxOption<string>>, chosen: string[]): Array<ComboboxOption<string>> {
  const unknown = chosen.filter((value) => !options.some((option) => option.value === value));
  return [...options, ...plainOptions(unknown)];
}
