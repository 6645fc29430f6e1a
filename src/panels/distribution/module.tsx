import { FieldColorModeId, FieldConfigProperty, PanelPlugin, PanelProps, RawTimeRange } from '@grafana/data';
import { getDataSourceSrv, getTemplateSrv, locationService } from '@grafana/runtime';
import React from 'react';

import { supplySuggestions } from '../../ui/suggestions';
import { DistributionPanel, OnPick } from './DistributionPanel';
import { addOptions, DistributionOptions } from './options';
import { exploreAddress, PanelQuery, recordsOf } from './pick';
import { suggest } from './suggest';

/** The distribution panel in a dashboard, where a click on a bin can set a variable or open Explore. */
function DashboardPanel(props: PanelProps<DistributionOptions>) {
  return <DistributionPanel {...props} onPick={pickerOf(props)} />;
}

function pickerOf({ options, data, timeRange }: PanelProps<DistributionOptions>): OnPick | undefined {
  const { click, variable } = options;
  const targets = (data.request?.targets ?? []) as PanelQuery[];
  if (click === 'records') {
    return targets.length === 0
      ? undefined
      : (distribution, bin) => {
          const asked = targets.find(({ refId }) => refId === distribution.refId) ?? targets[0]!;
          const records = recordsOf(bin, distribution, asked);
          if (records) {
            void openExplore(records, timeRange.raw);
          }
        };
  }
  const isKnown = getTemplateSrv()
    .getVariables()
    .some(({ name }) => name === variable);
  if (click === 'none' || !isKnown) {
    return undefined;
  }
  return (distribution, bin) => {
    const value = click === 'feature' ? distribution.comparison?.subject.feature : categoryOf(distribution.kind, bin);
    if (value !== undefined) {
      locationService.partial({ [`var-${variable}`]: value }, true);
    }
  };
}

function categoryOf(kind: 'numeric' | 'categorical', { role, label }: { role: string; label: string }) {
  return kind === 'categorical' && role === 'bin' ? label : undefined;
}

/** Explore knows no variables of a dashboard: the data source puts their values in. */
async function openExplore(query: PanelQuery, { from, to }: RawTimeRange): Promise<void> {
  // Grafana 12.2 has no other way to an instance.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const source = await getDataSourceSrv().get(query.datasource ?? undefined);
  const [filled] = source.interpolateVariablesInQueries?.([query], {}) ?? [query];
  const instant = (time: RawTimeRange['from']) => (typeof time === 'string' ? time : String(time.valueOf()));
  locationService.push(exploreAddress((filled ?? query) as PanelQuery, { from: instant(from), to: instant(to) }));
}

/** Of Grafana's standard options only the colours mean something here: those of `current` and `baseline`, by overrides. */
const WITHOUT_USE = Object.values(FieldConfigProperty).filter((property) => property !== FieldConfigProperty.Color);

/** The panel `leeway-distribution-panel`, as Grafana loads it. */
export const plugin = new PanelPlugin<DistributionOptions>(DashboardPanel)
  .setPanelOptions(addOptions)
  .useFieldConfig({
    disableStandardOptions: WITHOUT_USE,
    standardOptions: {
      [FieldConfigProperty.Color]: {
        settings: { byValueSupport: false, bySeriesSupport: false, preferThresholdsMode: false },
        defaultValue: { mode: FieldColorModeId.PaletteClassic },
      },
    },
  })
  .setDataSupport({ annotations: false, alertStates: true });

supplySuggestions(plugin, suggest);
