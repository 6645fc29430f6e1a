import { AppPlugin } from '@grafana/data';
import { StartPage } from './app/StartPage';

/** The app: it bundles the data source and the panels, and gives them a page to start from. */
export const plugin = new AppPlugin().setRootPage(StartPage);
