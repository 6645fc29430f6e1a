import { Specification } from '../../contract';

/** The file by which Grafana finds dashboards: in a folder of its own, which holds those of one data source and nothing else. */
export function providerFile({ name, org }: Specification, folder: string, path: string): object {
  return {
    apiVersion: 1,
    providers: [
      { name: `Leeway: ${name}`, orgId: org, folder, type: 'file', allowUiUpdates: false, options: { path } },
    ],
  };
}
