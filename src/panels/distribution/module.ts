import { PanelPlugin } from '@grafana/data';

import { DistributionPanel } from './DistributionPanel';
import { addOptions, DistributionOptions } from './options';

/** The panel `leeway-distribution-panel`, as Grafana loads it. */
export const plugin = new PanelPlugin<DistributionOptions>(DistributionPanel).setPanelOptions(addOptions);
