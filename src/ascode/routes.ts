/** A nested route of Grafana's notification policies. */
interface Route {
  receiver: string;
  object_matchers: Array<[name: string, operator: string, value: string]>;
  group_by: string[];
  group_wait: string;
  group_interval: string;
  repeat_interval: string;
}

/**
 * The routes that make one incident one notification: everything that a model breaches at once, by tier. They are a part
 * of a tree of policies, because a file of them would replace the whole tree.
 */
export function alertRoutes(receiver: string): Route[] {
  return [
    {
      receiver,
      object_matchers: [['leeway', '=', 'true']],
      group_by: ['model', 'tier'],
      group_wait: '1m',
      group_interval: '10m',
      repeat_interval: '24h',
    },
  ];
}
