import { PanelPlugin, PanelProps } from '@grafana/data';
import React from 'react';

import { hasVariable, isPublic, setVariable } from '../../ui/dashboard';
import { standardOptions } from '../../ui/fieldConfig';
import { supplySuggestions } from '../../ui/suggestions';
import { useFarewell } from '../../ui/wish';
import { FeaturesPanel } from './FeaturesPanel';
import { addOptions, FeaturesOptions } from './options';
import { suggest } from './suggest';

/** The features panel in a dashboard, whose variable a click sets where there is one of that name. */
function DashboardPanel(props: PanelProps<FeaturesOptions>) {
  const { variable } = props.options;
  const isKnown = !isPublic() && hasVariable(variable);
  useFarewell(props.data.request?.panelId);
  return (
    <FeaturesPanel
      {...props}
      selected={isKnown ? props.replaceVariables(`\${${variable}}`) : undefined}
      onSelect={isKnown ? (name) => setVariable(variable, name) : undefined}
    />
  );
}

/** The panel `leeway-features-panel`, as Grafana loads it. */
export const plugin = new PanelPlugin<FeaturesOptions>(DashboardPanel)
  .setPanelOptions(addOptions)
  .useFieldConfig(standardOptions())
  .setDataSupport({ annotations: false, alertStates: true });

supplySuggestions(plugin, suggest);
