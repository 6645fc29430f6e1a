import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { config, PluginPage } from '@grafana/runtime';
import { LinkButton, Stack, useStyles2 } from '@grafana/ui';

/** Pages of Grafana that this one leads to, each with the rights of which one opens it; to all others it is closed. */
const LINKS = [
  {
    text: 'Add a Leeway data source',
    // Its catalog of connections does not list nested data sources.
    path: '/connections/datasources/new',
    rights: ['datasources:create'],
    icon: 'plus',
    variant: 'primary',
  },
  {
    text: 'Documentation',
    // Shows the README that the plugin ships with.
    path: '/plugins/leeway-monitor-app',
    rights: ['plugins:write', 'plugins:install'],
    icon: 'book',
    variant: 'secondary',
  },
] as const;

/** The app's first page: what Leeway does and the step that starts it. */
export function StartPage() {
  const styles = useStyles2(getStyles);
  const held = config.bootData.user.permissions ?? {};
  const links = LINKS.filter(({ rights }) => rights.some((right) => held[right]));
  return (
    <PluginPage subTitle="Model monitoring on the prediction log that you already have.">
      <div className={styles.text}>
        <p>
          Leeway compares a window of a prediction log with a baseline, each time that a dashboard loads. Panels draw
          both over each other. Alert rules can use every number of the comparison. A data source connects one log and
          describes its models.{' '}
          {links.length > 0
            ? 'On the page where you add one, search for “Leeway”.'
            : 'Ask an administrator of this Grafana to add one.'}
        </p>
        <Stack gap={1}>
          {links.map(({ text, path, icon, variant }) => (
            <LinkButton key={text} icon={icon} variant={variant} href={locationUtil.assureBaseUrl(path)}>
              {text}
            </LinkButton>
          ))}
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
