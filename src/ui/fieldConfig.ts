import { FieldColorModeId, FieldConfigProperty, SetFieldConfigOptionsArgs } from '@grafana/data';

/** Offers, of Grafana's standard options, the colours of the two windows and those that a panel acts on besides. */
export function standardOptions(...others: FieldConfigProperty[]): SetFieldConfigOptionsArgs {
  const used = [FieldConfigProperty.Color, ...others];
  return {
    disableStandardOptions: Object.values(FieldConfigProperty).filter((property) => !used.includes(property)),
    standardOptions: {
      [FieldConfigProperty.Color]: {
        settings: { byValueSupport: false, bySeriesSupport: false, preferThresholdsMode: false },
        defaultValue: { mode: FieldColorModeId.PaletteClassic },
      },
    },
  };
}
