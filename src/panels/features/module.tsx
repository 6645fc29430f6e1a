import { PanelPlugin, PanelProps } from '@grafana/data';
import { getTemplateSrv, locationService } from '@grafana/runtime';
import React from 'react';

import { supplySuggestions } from '../../ui/suggestions';
import { FeaturesPanel } from './FeaturesPanel';
import { addOptions, FeaturesOptions } from './options';
import { suggest } from './suggest';

/** The features panel in a dashboard, whose variable a click sets where there is one of that name. */
function DashboardPanel(props: PanelProps<FeaturesOptions>) {
  const { variable } = props.options;
  const isKnown = getTemplateSrv()
    .getVariables()
    .some(({ name }) => name === variable);
  return (
    <FeaturesPanel
      {...props}
      selected={isKnown ? props.replaceVariables(`\${${variable}}`) : undefined}
      onSelect={isKnown ? (name) => locationService.partial({ [`var-${variable}`]: name }, true) : undefined}
    />
  );
}

/** The panel `leeway-features-panel`, as Grafana loads it. */
export const plugin = new PanelPlugin<FeaturesOptions>(DashboardPanel)
  .setPanelOptions(addOptions)
  .setDataSupport({ annotations: false, alertStates: true });

supplySuggestions(plugin, suggest);
