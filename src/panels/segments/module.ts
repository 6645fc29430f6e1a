import { PanelPlugin } from '@grafana/data';

import { SegmentsPanel } from './SegmentsPanel';

/** The panel `leeway-segments-panel`, as Grafana loads it. */
export const plugin = new PanelPlugin(SegmentsPanel);
