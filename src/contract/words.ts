// Generated from the Go packages by `npm run schema`; do not edit.

/** The version of the query that editors and generators write. */
export const QUERY_VERSION = 2 as const;

/** What a query writes for a window as long as the time range. */
export const THE_RANGE = "range" as const;

/** The query types that the engine answers, in the order in which editors offer them. */
export const QUERY_TYPES = [
  {
    "type": "measure",
    "title": "Measure",
    "doc": "A number about the window, compared with the baseline"
  },
  {
    "type": "policy",
    "title": "Policy",
    "doc": "How far a bound of the model’s definition is exceeded"
  },
  {
    "type": "distribution",
    "title": "Distribution",
    "doc": "The window and the baseline over the same bins"
  },
  {
    "type": "features",
    "title": "Features",
    "doc": "A row for each feature, what differs most first"
  },
  {
    "type": "segments",
    "title": "Segments",
    "doc": "Which segments carry the change of a measure"
  },
  {
    "type": "calibration",
    "title": "Calibration",
    "doc": "What the scores say against what came true"
  },
  {
    "type": "confusion",
    "title": "Confusion matrix",
    "doc": "Predicted against actual classes"
  },
  {
    "type": "records",
    "title": "Records",
    "doc": "Single rows, where the model’s definition allows them"
  },
  {
    "type": "changes",
    "title": "Changes",
    "doc": "What happened to a model, for annotations"
  },
  {
    "type": "backtest",
    "title": "Backtest",
    "doc": "When the rules of policies would have fired"
  },
  {
    "type": "health",
    "title": "Health",
    "doc": "Whether each model can be read"
  }
] as const;

/** The formats of each query type. */
export const FORMATS = {
  "backtest": [
    "table",
    "timeseries"
  ],
  "calibration": [
    "table"
  ],
  "changes": [
    "table"
  ],
  "confusion": [
    "table"
  ],
  "distribution": [
    "table",
    "timeseries"
  ],
  "features": [
    "table",
    "number"
  ],
  "health": [
    "number"
  ],
  "measure": [
    "number",
    "table",
    "timeseries"
  ],
  "policy": [
    "number",
    "table",
    "timeseries"
  ],
  "records": [
    "table"
  ],
  "segments": [
    "table"
  ],
  "triage": [
    "table"
  ]
} as const;

/** The stats by what has them, in the order of a table. */
export const STATS = {
  "cause": [
    "worstSegment",
    "worstSegmentShare",
    "inputsEffect",
    "relationEffect"
  ],
  "common": [
    "verdict",
    "explanation",
    "count",
    "baselineCount",
    "historyCount",
    "expected",
    "windowStart",
    "windowEnd",
    "baselineStart",
    "baselineEnd",
    "rangeStart",
    "rangeEnd",
    "baselinePeriods",
    "windowStartLocal",
    "windowEndLocal"
  ],
  "features": [
    "mostDrifted",
    "driftedCount"
  ],
  "oneSample": [
    "current",
    "baseline",
    "pvalue",
    "change",
    "changeLower",
    "changeUpper",
    "changePoints",
    "relativeChange",
    "sigma",
    "baselineMean",
    "baselineSd",
    "upperLimit",
    "lowerLimit",
    "trend",
    "trendPvalue"
  ],
  "policy": [
    "margin",
    "breach",
    "threshold"
  ],
  "twoSample": [
    "value",
    "critical",
    "usualLow",
    "usualHigh",
    "pvalue"
  ]
} as const;

/** What each stat is, in words. */
export const STAT_WORDS = {
  "baseline": "The measure in the baseline",
  "baselineCount": "How many rows the measure was taken of in the baseline",
  "baselineEnd": "When the baseline ends",
  "baselineMean": "The mean over the baseline's periods",
  "baselinePeriods": "How many earlier windows the baseline pools",
  "baselineSd": "The standard deviation over the baseline's periods",
  "baselineStart": "When the baseline starts",
  "breach": "How far the value is past the policy's bound, and at most 0 within what earlier windows predict; above 0 is a breach",
  "change": "Current less baseline, in the measure's own unit: for a share, 0.01 is one percentage point",
  "changeLower": "The lower end of the 95 % interval of the change, by sampling alone",
  "changePoints": "Current less baseline, in percentage points",
  "changeUpper": "The upper end of the 95 % interval of the change, by sampling alone",
  "count": "How many rows the measure was taken of in the current window",
  "critical": "The distance that chance alone rarely exceeds",
  "current": "The measure in the current window",
  "driftedCount": "How many features drifted",
  "expected": "1 while a documented change lasts, else 0",
  "explanation": "What the verdict rests on, in words",
  "historyCount": "How many earlier windows show what is usual",
  "inputsEffect": "The part of the change that other inputs explain: other scores, each right as often as before",
  "lowerLimit": "The lower end of what earlier windows predict",
  "margin": "How far the value is past the policy's bound; above 0 is past it",
  "mostDrifted": "Which feature drifted most: its number in the model's order, from 0; −1 where none drifted",
  "pvalue": "How probable a value as far out is, by what earlier windows predict",
  "rangeEnd": "When the range asked for ends",
  "rangeStart": "When the range asked for starts",
  "relationEffect": "The part of the change that other outcomes at equal scores explain",
  "relativeChange": "Current less baseline, as a share of the baseline",
  "sigma": "How far out the value is, in standard deviations of a normal distribution",
  "threshold": "The policy's bound that is crossed, else the nearest",
  "trend": "The slope per period of the baseline",
  "trendPvalue": "How probable such a trend is if there is none",
  "upperLimit": "The upper end of what earlier windows predict",
  "usualHigh": "The greatest distance of an earlier window from the others",
  "usualLow": "The least distance of an earlier window from the others",
  "value": "The distance between the current window and the baseline",
  "verdict": "How the value stands against the baseline and what earlier windows predict",
  "windowEnd": "When the current window ends",
  "windowEndLocal": "When the current window ends, on the model's wall clock, read as UTC",
  "windowStart": "When the current window starts",
  "windowStartLocal": "When the current window starts, on the model's wall clock, read as UTC",
  "worstSegment": "Which segment value carries most of the change: its number among the declared values of the model's segments, from 0; −1 where none stands out or that value is not declared",
  "worstSegmentShare": "The share of the change that the segment value carries which carries most; 0 where none stands out"
} as const;

/** The short names of distances between two windows, by id. */
export const MEASURE_NAMES = {
  "chi2": "χ²",
  "hellinger": "Hellinger distance",
  "js": "JS distance",
  "kl": "KL divergence",
  "ks": "KS",
  "linf": "L∞ distance",
  "psi": "PSI",
  "tvd": "Total variation distance",
  "wasserstein": "Wasserstein distance",
  "wasserstein_norm": "Normalised Wasserstein distance"
} as const;

/** The verdicts in words, by number. */
export const VERDICTS = [
  "steady",
  "significant, not material",
  "changed",
  "usual"
] as const;

/** The verdicts of a table of policies with their colours, as Grafana maps values. */
export const STANDINGS = [
  {
    "type": "value",
    "options": {
      "as usual": {
        "text": "as usual",
        "color": "green",
        "index": 5
      },
      "breached": {
        "text": "breached",
        "color": "red"
      },
      "cannot breach": {
        "text": "cannot breach",
        "color": "text",
        "index": 4
      },
      "changed (explain)": {
        "text": "changed (explain)",
        "color": "yellow",
        "index": 1
      },
      "not judged": {
        "text": "not judged",
        "color": "text",
        "index": 3
      },
      "past the bound, but as usual": {
        "text": "past the bound, but as usual",
        "color": "blue",
        "index": 2
      }
    }
  }
] as const;

/** The colour of a tile without a value. */
export const UNKNOWN_TILE = "#6e6e6e" as const;

/** The verdict 2 where the distance of two windows is judged. */
export const DRIFTED = "drifted" as const;

/** The labels of the special bins of a distribution. */
export const LABELS = {
  "invalid": "(invalid)",
  "missing": "(missing)",
  "new": "(new)",
  "other": "(other)"
} as const;

/** The fields that frames can have, by query type. A segments frame has the value of the segment before them. */
export const FIELDS = {
  "calibration": [
    "scores",
    "score",
    "current",
    "currentLower",
    "currentUpper",
    "count",
    "baselineScore",
    "baseline",
    "baselineLower",
    "baselineUpper",
    "baselineCount"
  ],
  "confusion": [
    "prediction",
    "label",
    "current",
    "currentLower",
    "currentUpper",
    "count",
    "baseline",
    "baselineLower",
    "baselineUpper",
    "baselineCount",
    "change"
  ],
  "distribution": [
    "bin",
    "current",
    "baseline",
    "lower",
    "upper",
    "usualLow",
    "usualHigh",
    "currentCount",
    "baselineCount",
    "contribution"
  ],
  "features": [
    "feature",
    "source",
    "verdict",
    "worstPolicy",
    "reason",
    "psi",
    "usualLow",
    "usualHigh",
    "missing",
    "missingBefore",
    "invalid",
    "invalidBefore",
    "new",
    "newBefore",
    "meanShift",
    "importance",
    "model",
    "current",
    "baseline",
    "course"
  ],
  "segments": [
    "count",
    "baselineCount",
    "weight",
    "baselineWeight",
    "current",
    "currentLower",
    "currentUpper",
    "baseline",
    "baselineLower",
    "baselineUpper",
    "mixEffect",
    "withinEffect",
    "shareOfChange",
    "named",
    "explanation"
  ]
} as const;

/** The whole numbers of a query: the default, the least and the most. */
export const COUNTS = {
  "bins": {
    "default": 10,
    "min": 2,
    "max": 100
  },
  "limit": {
    "default": 20,
    "min": 1,
    "max": 200
  }
} as const;

/** The limits of a data source: the default, the least and the most. 0 is the default, too. */
export const LIMITS = {
  "cacheMB": {
    "default": 128,
    "min": 0,
    "max": 65536
  },
  "maxOpenConns": {
    "default": 8,
    "min": 0,
    "max": 100
  },
  "maxSeries": {
    "default": 200,
    "min": 0,
    "max": 10000
  },
  "memoryMB": {
    "default": 1280,
    "min": 0,
    "max": 1048576
  }
} as const;

/** The default time limit of a query. */
export const QUERY_TIMEOUT = "25s" as const;

/** How the form of the data source calls each setting, by its key. */
export const SETTING_LABELS = {
  "database": "Database",
  "limits.cacheMB": "Cache",
  "limits.maxOpenConns": "Connections",
  "limits.maxSeries": "Series",
  "limits.memoryMB": "DuckDB memory",
  "limits.queryTimeout": "Time limit",
  "models": "Models",
  "modelsFile": "Models file",
  "secureJsonData.password": "Password",
  "secureJsonData.serverName": "Server name",
  "secureJsonData.tlsCACert": "Certificate authority",
  "secureJsonData.tlsClientCert": "Client certificate",
  "secureJsonData.tlsClientKey": "Client key",
  "store.kind": "Kind",
  "store.moveTo": "Move in time",
  "store.path": "Database file",
  "store.tls": "Encryption",
  "url": "Address",
  "user": "User"
} as const;

/** Windows with fewer values are not judged, unless a policy says otherwise. */
export const MIN_COUNT = 100 as const;

/** The change of a share of missing or invalid values from which on a default policy breaches. */
export const LOST_VALUES = 0.05 as const;
