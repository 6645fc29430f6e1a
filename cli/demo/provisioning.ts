import path from 'node:path';
import { Specification } from '../../src/contract';
import { ROOT } from '../engine';
import { GeneratedFile } from '../generate/files';
import { alertFiles, dashboardFiles } from '../generate/render';

/** The demo's provisioning. */
export const OUT = path.join(ROOT, 'provisioning');

/** The weeks before and in the furlough, from 3 March 2013. */
const FURLOUGH = { from: '2013-03-03T05:00:00Z', to: '2013-04-29T04:00:00Z' };

/** The data sources, whose dashboards have folders of their own because they hold the same model. Rules watch the live one. */
export const SOURCES = [
  { name: 'Flights 2013', folder: 'Leeway 2013', range: FURLOUGH, alerts: false },
  { name: 'Flights live', folder: 'Leeway', range: {}, alerts: true },
];

/** The files of one data source. */
export function demoFiles(source: Specification, { folder, range, alerts }: (typeof SOURCES)[0]): GeneratedFile[] {
  return [
    ...dashboardFiles(source, path.join(OUT, 'dashboards'), { folder }, { static: false, ...range }),
    ...(alerts ? alertFiles(source, path.join(OUT, 'alerting'), { folder, interval: '5m' }) : []),
  ];
}
