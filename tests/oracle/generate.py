"""Writes the oracle values that the Go tests of pkg/stats, pkg/summary and pkg/measure compare with.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/python generate.py

Every value comes from numpy, scipy, scikit-learn or pymannkendall; where none of them has the measure, from its
formula written out here. Samples are rounded, so that the JSON holds exactly what was computed on.
"""

import json
import pathlib
import warnings

import numpy as np
import pymannkendall
from scipy import special, stats
from scipy.spatial import distance
from sklearn import metrics
from sklearn.isotonic import isotonic_regression

HERE = pathlib.Path(__file__).parent
RANDOM = np.random.default_rng(20130421)


def write(name, value):
    text = json.dumps(value, indent=None, separators=(",", ":"), sort_keys=True, allow_nan=False)
    (HERE / f"{name}.json").write_text(text.replace("},{", "},\n{") + "\n")


def smoothed(counts):
    return np.maximum((counts + 0.5) / (counts.sum() + 0.5 * len(counts)), 1e-4)


def divergence(current, baseline):
    """All divergences of two samples counted in bins; bins empty in both take part in none."""
    c, b = np.array(current, float), np.array(baseline, float)
    occupied = c + b > 0
    c, b = c[occupied], b[occupied]
    p, q, sp, sq = c / c.sum(), b / b.sum(), smoothed(c), smoothed(b)
    chi2, pvalue, _, _ = stats.chi2_contingency(np.vstack([c, b]), correction=False)
    return {
        "current": current, "baseline": baseline,
        "psi": float(np.sum((sp - sq) * np.log(sp / sq))),
        "kl": float(np.sum(special.rel_entr(sp, sq))),
        "js": float(distance.jensenshannon(p, q, base=2)),
        "hellinger": float(np.linalg.norm(np.sqrt(p) - np.sqrt(q)) / np.sqrt(2)),
        "tvd": float(distance.cityblock(p, q) / 2),
        "linf": float(distance.chebyshev(p, q)),
        "chi2": float(chi2), "chi2_pvalue": float(pvalue),
    }


def divergences():
    cases = [
        divergence([10, 20, 30], [30, 20, 10]),
        divergence([5, 5, 5, 5], [50, 50, 50, 50]),
        divergence([0, 0, 100], [100, 0, 0]),
        divergence([0, 3, 97, 0], [1, 0, 999, 0]),
        divergence([100000, 1, 0], [999999, 0, 1]),
    ]
    for bins in (2, 10, 50):
        c = RANDOM.multinomial(1000, RANDOM.dirichlet(np.full(bins, 2.0)))
        b = RANDOM.multinomial(8000, RANDOM.dirichlet(np.full(bins, 2.0)))
        cases.append(divergence(c.tolist(), b.tolist()))
    write("divergences", cases)


def inference():
    alphas = [0.05, 0.05 / 14, 0.05 / 400, 1e-8]
    value = {
        "chi2_isf": [[df, a, stats.chi2.isf(a, df)] for df in (1, 2, 9, 49, 99) for a in alphas],
        "chi2_sf": [[x, df, stats.chi2.sf(x, df)] for x in (0.1, 5.0, 40.0, 300.0) for df in (1, 9, 49)],
        "kolmogorov": [[x, special.kolmogorov(x)] for x in (0.2, 0.5, 0.999, 1.0, 1.36, 2.0, 5.0)],
        "kolmogi": [[a, special.kolmogi(a)] for a in [0.9, 0.5] + alphas],
        "wilson": [], "kendall": [], "theil_sen": [],
    }
    for k, n in [(0, 10), (10, 10), (3, 7), (450, 500), (1, 100000)]:
        interval = stats.binomtest(k, n).proportion_ci(method="wilson")
        value["wilson"].append([k, n, interval.low, interval.high])
    series = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [0.9, 0.91, 0.88, 0.9001, 0.87, 0.86, 0.865, 0.85, 0.812],
              [1, 1, 2, 2, 3, 1, 4, 4, 5], [5, 3, 8, 1], RANDOM.normal(size=30).round(6).tolist(),
              RANDOM.normal(size=60).round(6).tolist()]
    for y in series:
        exact = len(set(y)) == len(y) and len(y) <= 40
        pvalue = stats.kendalltau(range(len(y)), y, method="exact").pvalue if exact else pymannkendall.original_test(y).p
        value["kendall"].append({"y": y, "pvalue": float(pvalue)})
        value["theil_sen"].append({"y": y, "slope": float(stats.theilslopes(y).slope)})
    write("inference", json.loads(json.dumps(value, default=float)))


def isotonic():
    cases = []
    for n in (5, 40, 200):
        y = (RANDOM.random(n) < np.linspace(0.1, 0.9, n)).astype(float) * RANDOM.random(n).round(6)
        weights = RANDOM.integers(1, 50, n)
        cases.append({"y": y.tolist(), "weights": weights.tolist(),
                      "fitted": isotonic_regression(y, sample_weight=weights).tolist()})
    write("isotonic", cases)


def samples():
    """Pairs of samples of the shapes that grids must hold, with the exact statistics of their values."""
    n, m = 400, 700
    pairs = {
        "normal": (RANDOM.normal(10.3, 2, n), RANDOM.normal(10, 2, m)),
        "whole numbers": (RANDOM.poisson(4.5, n), RANDOM.poisson(4, m)),
        "lognormal": (RANDOM.lognormal(1, 2, n), RANDOM.lognormal(1.2, 2, m)),
        "both signs, heavy tails": (RANDOM.standard_t(1.2, n), RANDOM.standard_t(1.2, m)),
        "zero inflated": (RANDOM.exponential(1, n) * (RANDOM.random(n) > 0.8), RANDOM.exponential(1, m) * (RANDOM.random(m) > 0.7)),
        "one value": (np.full(n, 3.7), np.full(m, 3.7)),
        "large offset": (1e9 + RANDOM.normal(0, 1e5, n), 1e9 + RANDOM.normal(1e4, 1e5, m)),
    }
    out = []
    for name, (x, y) in pairs.items():
        x, y = (np.array([float(f"{v:.7g}") if abs(v) < 1e8 else round(v, 2) for v in s]) for s in (x, y))
        ks = stats.ks_2samp(x, y, method="asymp")
        out.append({
            "name": name, "current": x.tolist(), "baseline": y.tolist(),
            "mean": float(np.mean(x)), "std": float(np.std(x, ddof=1)), "min": float(x.min()), "max": float(x.max()),
            "quantiles": {str(p): float(np.quantile(x, p, method="inverted_cdf")) for p in (0.01, 0.25, 0.5, 0.9, 0.99)},
            "ks": float(ks.statistic), "wasserstein": float(stats.wasserstein_distance(x, y)),
            "baseline_sd": float(np.std(y)),
        })
    write("samples", out)


def classification():
    """Scores lie in the middle of score cells, so every measure of them must agree to rounding."""
    n = 600
    cells = np.clip(RANDOM.normal(-10, 30, n).round(), -560, 560).astype(int)
    score = special.expit((cells + 0.5) / 16)
    label = (RANDOM.random(n) < special.expit(0.7 * special.logit(score))).astype(int)
    prediction = (score >= 0.4).astype(int)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        binary = {
            "cells": cells.tolist(), "labels": label.tolist(), "predictions": prediction.tolist(),
            "accuracy": metrics.accuracy_score(label, prediction),
            "precision": metrics.precision_score(label, prediction),
            "recall": metrics.recall_score(label, prediction),
            "f1": metrics.f1_score(label, prediction),
            "specificity": metrics.recall_score(label, prediction, pos_label=0),
            "balanced_accuracy": metrics.balanced_accuracy_score(label, prediction),
            "mcc": metrics.matthews_corrcoef(label, prediction),
            "positive_rate": prediction.mean(), "label_rate": label.mean(),
            "skill": metrics.accuracy_score(label, prediction) - max(label.mean(), 1 - label.mean()),
            "cost": (1 * ((prediction == 1) & (label == 0)) + 12 * ((prediction == 0) & (label == 1))).mean(),
            "roc_auc": metrics.roc_auc_score(label, score),
            "pr_auc": metrics.average_precision_score(label, score),
            "brier": metrics.brier_score_loss(label, score),
            "log_loss": metrics.log_loss(label, score),
        }
    labels = RANDOM.choice(["a", "b", "c", "d"], 300, p=[0.5, 0.3, 0.15, 0.05])
    guesses = np.where(RANDOM.random(300) < 0.7, labels, RANDOM.choice(["a", "b", "c"], 300))
    multiclass = {
        "labels": labels.tolist(), "predictions": guesses.tolist(),
        "accuracy": metrics.accuracy_score(labels, guesses),
        "macro_f1": metrics.f1_score(labels, guesses, average="macro", zero_division=0),
        "precision": dict(zip("abcd", metrics.precision_score(labels, guesses, average=None, zero_division=0, labels=list("abcd")).tolist())),
        "recall": dict(zip("abcd", metrics.recall_score(labels, guesses, average=None, labels=list("abcd")).tolist())),
    }
    write("classification", json.loads(json.dumps({"binary": binary, "multiclass": multiclass}, default=float)))


if __name__ == "__main__":
    divergences()
    inference()
    samples()
    classification()
    isotonic()
