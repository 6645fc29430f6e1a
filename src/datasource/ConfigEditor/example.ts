/** A definition to start from: every line stands for something in the reader's own log. */
export const EXAMPLE = `- schemaVersion: 1
  id: my-model                  # stable: dashboards and alert rules are keyed by it
  name: My model
  task: binary                  # binary, multiclass or regression
  timezone: UTC                 # days and weeks begin at this zone's midnight
  log:
    table: predictions.parquet
    id: [prediction_id]
    time: { column: predicted_at, zone: UTC }
    prediction: predicted       # the class
    score: probability          # of the positive class
    positive: true
  features:
    - { name: amount, kind: numeric }
    - { name: country, kind: categorical }
  segments: [country]
  baselines:
    rolling: { kind: rolling, periods: 8, every: 1w, minPeriods: 4 }
  baseline: rolling
`;
