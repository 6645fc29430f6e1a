import { FieldColorModeId, FieldConfigProperty, SetFieldConfigOptionsArgs } from '@grafana/data';

/** Grafana's standard options that the panels act on. */
const USED = [
  FieldConfigProperty.Unit,
  FieldConfigProperty.Decimals,
  FieldConfigProperty.DisplayName,
  FieldConfigProperty.Color,
  FieldConfigProperty.Links,
];

/** Offers, of Grafana's standard options, those that the panels act on; of colours, fixed ones. */
export function standardOptions(): SetFieldConfigOptionsArgs {
  return {
    disableStandardOptions: Object.values(FieldConfigProperty).filter((property) => !USED.includes(property)),
    standardOptions: {
      [FieldConfigProperty.Color]: {
        settings: { byValueSupport: false, bySeriesSupport: false, preferThresholdsMode: false },
        defaultValue: { mode: FieldColorModeId.PaletteClassic },
      },
    },
  };
}
