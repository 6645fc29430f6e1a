"""A small log of features of awkward shapes, and their correlations by scipy. Writes correlation.json beside this file.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/python correlation.py

Two weeks, the first the baseline of the second; the last three rows of a hundred have no label. Rows: id, hours since the
first midnight, score, label, then the features; None is missing, "x" is what no number can be read from.
"""

import json
import pathlib

import numpy as np
from scipy import special, stats

HERE = pathlib.Path(__file__).parent
RANDOM = np.random.default_rng(20260105)
FEATURES = ["normal", "lognormal", "offset", "mostly_zero", "tiny", "huge", "gappy"]
PAIRS = [("normal", "lognormal"), ("offset", "tiny"), ("mostly_zero", "gappy")]


def week(number, n, slope):
    z = RANDOM.normal(size=n)
    score = special.expit(slope * z + RANDOM.normal(0, 1, n) - 5)
    columns = {
        "normal": z * 3 + 10,
        "lognormal": np.exp(2 * z * 0.5 + RANDOM.normal(0, 1, n)),
        "offset": 1e9 + 1e5 * RANDOM.normal(0, 1, n) + 4e4 * z,
        "mostly_zero": np.where(RANDOM.random(n) < 0.7, 0, RANDOM.exponential(1, n) + z),
        "tiny": 1e-9 * (RANDOM.normal(0, 1, n) - 0.5 * z),
        "huge": 1e12 * RANDOM.standard_t(2, n),
        "gappy": z + RANDOM.normal(0, 2, n),
    }
    rows = []
    for i in range(n):
        row = [number * 10000 + i, number * 168 + round(float(RANDOM.uniform(0, 167.9)), 3), float(score[i]),
               None if i % 100 > 96 else bool(RANDOM.random() < score[i] * 20)]
        for name in FEATURES:
            x = float(f"{columns[name][i]:.12g}")
            row.append((None, "x")[i % 2] if name == "gappy" and i % 5 == 0 else x)
        rows.append(row)
    return rows


def variable(rows, name):
    index = {"score": 2, "label": 3} | {f: 4 + k for k, f in enumerate(FEATURES)}
    return [None if r[index[name]] in (None, "x") else float(r[index[name]]) for r in rows]


def judge(rows, a, b):
    both = [(x, y) for x, y in zip(variable(rows, a), variable(rows, b)) if x is not None and y is not None]
    x, y = np.array(both).T
    r = stats.pearsonr(x, y)
    interval = r.confidence_interval(0.95)
    return float(r.statistic), len(both), float(interval.low), float(interval.high)


def main():
    before, now = week(0, 700, 0.6), week(1, 500, 0.9)
    results = []
    for a, b in [(f, w) for f in FEATURES for w in ("score", "label")] + PAIRS:
        r, n, low, high = judge(now, a, b)
        s, m, _, _ = judge(before, a, b)
        results.append({"feature": a, "with": b, "current": r, "count": n, "lower": low, "upper": high, "baseline": s,
                        "baselineCount": m})
    text = json.dumps({"features": FEATURES, "pairs": PAIRS, "rows": before + now, "results": results},
                      separators=(",", ":"), allow_nan=False)
    (HERE / "correlation.json").write_text(text.replace("],[", "],\n[").replace("},{", "},\n{") + "\n")


if __name__ == "__main__":
    main()
