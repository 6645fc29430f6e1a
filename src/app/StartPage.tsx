import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { LinkButton, Stack, useStyles2 } from '@grafana/ui';

/** Where Grafana offers the data source; its catalog of connections does not list nested ones. */
const ADD_DATA_SOURCE = '/connections/datasources/new';
/** The plugin's page, which shows the README that the plugin ships with. */
const DOCUMENTATION = '/plugins/leeway-monitor-app';

/** The app's first page: what Leeway does and the step that starts it. */
export function StartPage() {
  const styles = useStyles2(getStyles);
  return (
    <PluginPage subTitle="Model monitoring on the prediction log that you already have.">
      <div className={styles.text}>
        <p>
          Leeway compares a window of a prediction log with a baseline while the dashboard loads, draws the two over
          each other, and hands every number of that comparison to alert rules. A data source connects one log and
          describes the models in it. To add one you need the role Admin; on the page that opens, search for “Leeway”.
        </p>
        <Stack gap={1}>
          <LinkButton icon="plus" href={locationUtil.assureBaseUrl(ADD_DATA_SOURCE)}>
            Add a Leeway data source
          </LinkButton>
          <LinkButton icon="book" variant="secondary" href={locationUtil.assureBaseUrl(DOCUMENTATION)}>
            Documentation
          </LinkButton>
        </Stack>
      </div>
    </PluginPage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({
    maxWidth: theme.breakpoints.values.md,
    '& p': { marginBottom: theme.spacing(2) },
  }),
});
