"""Reference values of ten feature x window pairs of the flights log, from the Parquet files by numpy, scipy and
scikit-learn. Writes flights.json beside this file.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/python flights.py

PSI is computed on the decile bins that docs and MEASURES define over the cells of the feature's grid, written anew
here; KS and the means come from the raw values. `cell` is the largest share of values in one cell of either sample:
KS on the grid differs from KS on the values by no more than that.
"""

import json
import pathlib
from bisect import bisect_right
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from scipy import stats
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import accuracy_score, roc_auc_score

HERE = pathlib.Path(__file__).parent
FLIGHTS = HERE.parent.parent / "demo" / "flights"
ZONE = ZoneInfo("America/New_York")

# Feature, its grid (None: categories) and the local days of the current week.
PAIRS = [
    ("distance", "linear", 0, "2013-04-21"),
    ("distance", "linear", 0, "2013-05-12"),
    ("dep_delay", "linear", 0, "2013-04-21"),
    ("sched_block_time", "linear", 0, "2013-06-09"),
    ("sched_dep_hour", "linear", 3, "2013-07-21"),
    ("temp", "linear", 3, "2013-04-21"),
    ("humid", "linear", 4, "2013-06-09"),
    ("pressure", "linear", 4, "2013-07-21"),
    ("carrier", None, 0, "2013-07-21"),
    ("origin", None, 0, "2013-07-21"),
]


def midnight(day, weeks=0):
    """A local midnight as a naive UTC timestamp, as the log stores it."""
    local = (pd.Timestamp(day) + pd.Timedelta(weeks=weeks)).tz_localize(ZONE)
    return local.tz_convert("UTC").tz_localize(None)


def between(frame, day, first, last):
    start, end = midnight(day, first), midnight(day, last)
    return frame[(frame.predicted_at >= start) & (frame.predicted_at < end)]


def decile_counts(current, baseline, scale):
    """Counts in the baseline's decile bins over grid cells of width 2^-scale."""
    c, b = (np.floor(x * 2.0**scale).astype(int) for x in (current, baseline))
    cells, counts = np.unique(b, return_counts=True)
    m = counts.sum()
    cumulative = np.cumsum(counts)
    cuts = set()
    for j in range(1, 10):
        nearest = int(np.argmin(np.abs(cumulative - j * m / 10)))  # argmin takes the lower of two
        cuts.add(int(cells[nearest]) + 1)
    for cell, n in zip(cells, counts):
        if n >= m / 10:
            cuts |= {int(cell), int(cell) + 1}
    edges = sorted(cuts)
    bins = len(edges) + 1

    def count(keys):
        return np.bincount([bisect_right(edges, k) for k in keys], minlength=bins)

    largest = max(np.unique(x, return_counts=True)[1].max() / len(x) for x in (c, b))
    return count(c), count(b), float(largest)


def category_counts(current, baseline):
    names = sorted(set(current) | set(baseline))
    return (np.array([(x == name).sum() for name in names]) for x in (current, baseline))


def psi(c, b):
    keep = c + b > 0
    c, b = c[keep], b[keep]
    p = np.maximum((c + 0.5) / (c.sum() + 0.5 * len(c)), 1e-4)
    q = np.maximum((b + 0.5) / (b.sum() + 0.5 * len(b)), 1e-4)
    return float(np.sum((p - q) * np.log(p / q)))


def pair(log, feature, family, scale, day):
    current, baseline = (between(log, day, *weeks)[feature].dropna() for weeks in ((0, 1), (-8, 0)))
    out = {"feature": feature, "day": day, "count": len(current), "baselineCount": len(baseline)}
    if family is None:
        c, b = category_counts(current, baseline)
        return out | {"psi": psi(c, b)}
    c, b, cell = decile_counts(current.to_numpy(), baseline.to_numpy(), scale)
    ks = stats.ks_2samp(current, baseline, method="asymp").statistic
    return out | {"grid": f"{family}({scale})", "psi": psi(c, b), "ks": float(ks), "cell": cell,
                  "mean": float(current.mean()), "baselineMean": float(baseline.mean())}


def accuracy(log, outcomes, day):
    """The accuracy of a week and of the eight before it, over labels observed within a day of the prediction."""
    joined = log.merge(outcomes, on="prediction_id")
    joined = joined[joined.observed_at <= joined.predicted_at + pd.Timedelta(days=1)]
    weeks = [between(joined, day, 0, 1), between(joined, day, -8, 0)]
    return {"day": day, **{name: {"accuracy": accuracy_score(w.arrived_late, w.late), "count": len(w)}
                           for name, w in zip(("current", "baseline"), weeks)}}


def expected(scores, late, probability):
    """Accuracy and ROC AUC if labels were drawn with these probabilities."""
    both = np.r_[np.ones(len(scores)), np.zeros(len(scores))]
    return {"accuracy": float(np.where(late, probability, 1 - probability).mean()),
            "auc": roc_auc_score(both, np.r_[scores, scores], sample_weight=np.r_[probability, 1 - probability])}


def estimates(log, outcomes, month):
    """What scores promise of a month before its labels, as they are and calibrated on the labelled rows of the eight
    weeks before (of the month's version, where one has nine tenths of it), and what came true."""
    joined = log.merge(outcomes, on="prediction_id", how="left")
    joined["seen"] = joined.observed_at <= joined.predicted_at + pd.Timedelta(days=1)
    first = pd.Timestamp(2013, month, 1)
    end = midnight(pd.Timestamp(2013, month + 1, 1)) if month < 12 else midnight("2013-12-30")
    now = joined[(joined.predicted_at >= midnight(first)) & (joined.predicted_at < end)]
    before = between(joined, first, -8, 0)
    shares = now.model_version.value_counts(normalize=True)
    if shares.iloc[0] >= 0.9:
        before = before[before.model_version == shares.index[0]]
    before, labelled = before[before.seen], now[now.seen]
    learnt = IsotonicRegression(out_of_bounds="clip").fit(before.p_late, before.arrived_late.astype(float))
    truth = labelled.arrived_late.astype(bool)
    return {"month": month, "raw": expected(now.p_late, now.late, now.p_late),
            "calibrated": expected(now.p_late, now.late, learnt.predict(now.p_late)),
            "realised": {"accuracy": accuracy_score(truth, labelled.late), "auc": roc_auc_score(truth, labelled.p_late)}}


def main():
    log = pd.read_parquet(FLIGHTS / "predictions.parquet")
    outcomes = pd.read_parquet(FLIGHTS / "outcomes.parquet").dropna(subset=["arrived_late"])
    values = {
        "pairs": [pair(log, *p) for p in PAIRS],
        "accuracy": [accuracy(log, outcomes, day) for day in ("2013-04-21", "2013-06-09", "2013-12-08")],
        "estimates": [estimates(log, outcomes, month) for month in range(4, 13)],
    }
    (HERE / "flights.json").write_text(json.dumps(values, indent=1) + "\n")


if __name__ == "__main__":
    main()
