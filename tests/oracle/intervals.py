"""Standard errors and 95 % intervals by other hands: scipy's for shares and means, DeLong's for the area under the ROC curve,
Hanley and McNeil's from their paper's formula. Reads samples.json and classification.json, writes intervals.json.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/python intervals.py
"""

import json
import pathlib

import numpy as np
from scipy import special, stats

HERE = pathlib.Path(__file__).parent


def read(name):
    return json.loads((HERE / f"{name}.json").read_text())


def hanley_mcneil(area, n, m):
    q1, q2 = area / (2 - area), 2 * area**2 / (1 + area)
    return np.sqrt((area * (1 - area) + (n - 1) * (q1 - area**2) + (m - 1) * (q2 - area**2)) / (n * m))


def delong(score, label):
    """Area and standard error by structural components (DeLong, DeLong and Clarke-Pearson 1988)."""
    x, y = score[label == 1], score[label == 0]
    wins = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
    variance = wins.mean(axis=1).var(ddof=1) / len(x) + wins.mean(axis=0).var(ddof=1) / len(y)
    return wins.mean(), np.sqrt(variance)


def delong_cases():
    """Rows by score cell, as Leeway counts them, with DeLong's area and error of the rows."""
    rng = np.random.default_rng(16)
    cases = []
    for name, n, m, cells, shift in [("balanced", 300, 280, 40, 1.0), ("many equal scores", 200, 300, 3, 0.8), ("a rare class", 25, 5000, 200, 2.5),
                                     ("no better than chance", 150, 150, 60, 0.0), ("skewed scores", 400, 600, 80, 1.5)]:
        draw = (lambda size, by: rng.exponential(1 + by, size)) if name == "skewed scores" else (lambda size, by: rng.normal(by, 1, size))
        x, y = draw(n, shift), draw(m, 0)
        edges = np.quantile(np.concatenate([x, y]), np.linspace(0, 1, cells + 1)[1:-1])
        x, y = np.searchsorted(edges, x), np.searchsorted(edges, y)
        area, error = delong(np.concatenate([x, y]), np.concatenate([np.ones(n), np.zeros(m)]))
        cases.append({"name": name, "positives": np.bincount(x, minlength=cells).tolist(), "negatives": np.bincount(y, minlength=cells).tolist(),
                      "area": float(area), "error": float(error)})
    return cases


def main():
    binary = read("classification")["binary"]
    label, said = np.array(binary["labels"]), np.array(binary["predictions"])
    score = special.expit((np.array(binary["cells"]) + 0.5) / 16)
    area, error = delong(score, label)
    share = lambda hits, n: stats.binomtest(int(hits), int(n)).proportion_ci(method="wilson")
    hits = {"accuracy": (said == label, np.ones(len(label), bool)), "precision": (label == 1, said == 1),
            "recall": (said == 1, label == 1), "specificity": (said == 0, label == 0)}
    means = []
    for sample in read("samples"):
        x = np.array(sample["current"])
        if len(set(x)) > 1:
            means.append([sample["name"], *map(float, stats.norm.interval(0.95, x.mean(), stats.sem(x)))])
    values = {
        "hanley_mcneil": [[a, n, m, float(hanley_mcneil(a, n, m))] for a, n, m in
                          [(0.5, 10, 10), (0.83, 60, 58), (0.893, 58, 51), (0.95, 30, 60000), (0.7, 5, 2000)]],
        "delong": {"area": float(area), "error": float(error)},
        "delong_cells": delong_cases(),
        "shares": {k: list(map(float, share((a & b).sum(), b.sum()))) for k, (a, b) in hits.items()},
        "means": means,
    }
    (HERE / "intervals.json").write_text(json.dumps(values, separators=(",", ":"), allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
