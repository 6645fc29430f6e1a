"""A small regression model's log and its measures by scikit-learn and numpy. Writes regression.json beside this file.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/python regression.py

Two weeks, the first the baseline of the second. Some predictions have no label, some get it after the horizon of two
days, some are NULL; some labels are 0, some negative. Rows: id, hours since the first midnight, prediction, lower and
upper bound, label, hours from prediction to label.
"""

import json
import pathlib

import numpy as np
from sklearn import metrics

HERE = pathlib.Path(__file__).parent
RANDOM = np.random.default_rng(20260101)
WEEK, HORIZON = 7 * 24, 48


def rows(first, week, n, bias):
    """n predictions of one week."""
    made = []
    for i in range(n):
        label = round(float(RANDOM.normal(20, 30)), 1) if i % 25 else 0.0
        prediction = round(label + bias + float(RANDOM.normal(0, 8)), 2)
        half = round(float(RANDOM.uniform(8, 16)), 2)
        seen = round(float(RANDOM.uniform(0, 40)), 3) if i % 11 else 60.0
        made.append([first + i, week * WEEK + round(float(RANDOM.uniform(0, WEEK - 0.01)), 4),
                     None if i % 40 == 7 else prediction, prediction - half, prediction + half,
                     None if i % 17 == 3 else label, seen])
    return made


def judge(week, guess):
    """The measures of one week's mature rows that have a label in time."""
    labelled = [r for r in week if r[5] is not None and r[6] <= HORIZON]
    both = [r for r in labelled if r[2] is not None]
    truth, said = (np.array([r[k] for r in both]) for k in (5, 2))
    known = np.array([r[5] for r in labelled])
    inside = [r[3] <= r[5] <= r[4] for r in labelled]
    nonzero = truth != 0
    mae = metrics.mean_absolute_error(truth, said)
    out = {
        "mae": mae,
        "rmse": metrics.root_mean_squared_error(truth, said),
        "mape": metrics.mean_absolute_percentage_error(truth[nonzero], said[nonzero]),
        "bias": float(np.mean(said - truth)),
        # The labels' variance is that of all labels, those of missing predictions too.
        "r2": 1 - metrics.mean_squared_error(truth, said) / float(np.var(known)),
        "interval_coverage": float(np.mean(inside)),
        "label_coverage": len(labelled) / len(week),
        "late_label_rate": float(np.mean([r[6] > HORIZON for r in week if r[5] is not None])),
    }
    if guess is not None:
        out["skill"] = 1 - mae / float(np.mean(np.abs(known - guess)))
    out["label_delay"] = float(np.quantile([3600 * r[6] for r in week if r[5] is not None], 0.5, method="inverted_cdf"))
    return {k: float(v) for k, v in out.items()} | {"count": len(both), "labels": len(labelled)}


def main():
    before, now = rows(0, 0, 400, 1), rows(1000, 1, 300, 4)
    median = np.median([r[5] for r in before if r[5] is not None and r[6] <= HORIZON])
    values = {"rows": before + now, "baseline": judge(before, None), "current": judge(now, median),
              "width": float(np.mean([r[4] - r[3] for r in now]))}
    text = json.dumps(values, separators=(",", ":"), allow_nan=False)
    (HERE / "regression.json").write_text(text.replace("],[", "],\n[") + "\n")


if __name__ == "__main__":
    main()
