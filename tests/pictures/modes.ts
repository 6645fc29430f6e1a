/** A mode of a panel, as the preview page shows it. */
export interface Mode {
  title: string;
  /** The page's address after its name. */
  query: string;
  /** A button that is pressed first. */
  press?: string;
}

const KILOMETRES = 'from=2013-05-12&to=2013-05-19&feature=distance';
const FURLOUGH = 'from=2013-04-22&to=2013-04-29';
const WEATHER = 'from=2013-06-09&to=2013-06-16';

/** What the panels can draw, each on a week of the demo in which it has something to show. */
export const MODES: Mode[] = [
  { title: 'Bars', query: KILOMETRES },
  { title: 'Steps', query: `${KILOMETRES}&mode=steps` },
  { title: 'Cumulative', query: `${KILOMETRES}&mode=cumulative` },
  { title: 'Difference', query: `${KILOMETRES}&mode=difference` },
  { title: 'Bars of true width', query: `${KILOMETRES}&scale=value` },
  { title: 'Bars on a logarithmic scale', query: `${KILOMETRES}&scale=log` },
  { title: 'Categories by contribution', query: `${FURLOUGH}&feature=dest&order=contribution` },
  { title: 'Table', query: `${KILOMETRES}&view=table` },
  { title: 'Heat map over time', query: 'from=2013-04-07&to=2013-06-09&feature=distance&format=timeseries' },
  { title: 'Many features', query: WEATHER },
  { title: 'Features', query: `panel=features&${WEATHER}` },
  { title: 'Features by source', query: `panel=features&${WEATHER}`, press: 'Group by source' },
  { title: 'Segments', query: `panel=segments&${FURLOUGH}` },
  { title: 'Calibration', query: `panel=calibration&${FURLOUGH}&split=origin` },
  { title: 'Confusion matrices', query: `panel=confusion&${FURLOUGH}&split=origin` },
];
