import { PanelPlugin } from '@grafana/data';

import { supplySuggestions } from '../../ui/suggestions';
import { SegmentsPanel } from './SegmentsPanel';
import { suggest } from './suggest';

/** The panel `leeway-segments-panel`, as Grafana loads it. */
export const plugin = new PanelPlugin(SegmentsPanel).setDataSupport({ annotations: false, alertStates: true });

supplySuggestions(plugin, suggest);
