import { PanelPlugin, PanelProps } from '@grafana/data';
import { PanelContext, usePanelContext } from '@grafana/ui';
import React from 'react';

import { hasVariable, isPublic, openRecords, setVariable, targetsOf } from '../../ui/dashboard';
import { isSnapshot } from '../../ui/explore';
import { standardOptions } from '../../ui/fieldConfig';
import { supplySuggestions } from '../../ui/suggestions';
import { useFarewell } from '../../ui/wish';
import { addOptions, SegmentsOptions } from './options';
import { Picker, recordsOf } from './pick';
import { SegmentsPanel } from './SegmentsPanel';
import { suggest } from './suggest';

/** The segments panel in a dashboard, where a click on a segment can filter it, set a variable or open Explore. */
function DashboardPanel(props: PanelProps<SegmentsOptions>) {
  useFarewell(props.data.request?.panelId);
  return <SegmentsPanel {...props} pickerOf={pickerOf(props, usePanelContext())} />;
}

function pickerOf(props: PanelProps<SegmentsOptions>, { onAddAdHocFilter }: PanelContext): Picker | undefined {
  const targets = targetsOf(props);
  const isFixed = isPublic() || isSnapshot(targets);
  switch (props.options.click) {
    case 'records':
      return (breakdown) => {
        const asked = targets.find(({ refId }) => refId === breakdown.refId) ?? targets[0];
        return asked && ((part) => openRecords(recordsOf(part, breakdown, asked), props));
      };
    case 'variable':
      return ({ dimension }) =>
        isFixed || !hasVariable(dimension) ? undefined : ({ name }) => setVariable(dimension, name);
    case 'filter':
      return ({ dimension }) =>
        isFixed || !onAddAdHocFilter
          ? undefined
          : ({ name }) => onAddAdHocFilter({ key: dimension, operator: '=', value: name });
    default:
      return undefined;
  }
}

/** The panel `leeway-segments-panel`, as Grafana loads it. */
export const plugin = new PanelPlugin<SegmentsOptions>(DashboardPanel)
  .setPanelOptions(addOptions)
  .useFieldConfig(standardOptions())
  .setDataSupport({ annotations: false, alertStates: true });

supplySuggestions(plugin, suggest);
