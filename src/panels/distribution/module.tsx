import { PanelPlugin, PanelProps } from '@grafana/data';
import React from 'react';

import { hasVariable, isPublic, openRecords, setVariable, targetsOf } from '../../ui/dashboard';
import { standardOptions } from '../../ui/fieldConfig';
import { supplySuggestions } from '../../ui/suggestions';
import { useFarewell } from '../../ui/wish';
import { DistributionPanel, OnPick } from './DistributionPanel';
import { addOptions, DistributionOptions } from './options';
import { recordsOf } from './pick';
import { suggest } from './suggest';

/** The distribution panel in a dashboard, where a click on a bin can set a variable or open Explore. */
function DashboardPanel(props: PanelProps<DistributionOptions>) {
  useFarewell(props.data.request?.panelId);
  return <DistributionPanel {...props} onPick={pickerOf(props)} />;
}

function pickerOf(props: PanelProps<DistributionOptions>): OnPick | undefined {
  const { click, variable } = props.options;
  const targets = targetsOf(props);
  if (click === 'records') {
    return targets.length === 0
      ? undefined
      : (distribution, bin) => {
          const asked = targets.find(({ refId }) => refId === distribution.refId) ?? targets[0]!;
          const records = recordsOf(bin, distribution, asked);
          if (records) {
            openRecords(records, props);
          }
        };
  }
  if (click === 'none' || isPublic() || !hasVariable(variable)) {
    return undefined;
  }
  return (distribution, bin) => {
    const value = click === 'feature' ? distribution.comparison?.subject.feature : categoryOf(distribution.kind, bin);
    if (value !== undefined) {
      setVariable(variable, value);
    }
  };
}

function categoryOf(kind: 'numeric' | 'categorical', { role, label }: { role: string; label: string }) {
  return kind === 'categorical' && role === 'bin' ? label : undefined;
}

/** The panel `leeway-distribution-panel`, as Grafana loads it. */
export const plugin = new PanelPlugin<DistributionOptions>(DashboardPanel)
  .setPanelOptions(addOptions)
  .useFieldConfig(standardOptions())
  .setDataSupport({ annotations: false, alertStates: true });

supplySuggestions(plugin, suggest);
