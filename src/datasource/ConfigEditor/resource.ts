import { BackendSrvRequest, getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

/** Asks a resource of a saved data source. Grafana shows no pop-up of a failure: who asked tells it. */
export async function askResource<T>(uid: string, path: string, request: Partial<BackendSrvRequest> = {}): Promise<T> {
  const url = `/api/datasources/uid/${uid}/resources/${path}`;
  return (await lastValueFrom(getBackendSrv().fetch<T>({ url, showErrorAlert: false, ...request }))).data;
}
