"""Cases for the judge with their results by judging.py. Writes judge.json beside this file.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/python judge.py
"""

import json
import pathlib

import numpy as np
from scipy import optimize, stats

from judging import Chain, around, mixture, rate_tails, shares, tails_of, totals

HERE = pathlib.Path(__file__).parent
RANDOM = np.random.default_rng(20261129)


def made_rates():
    cases = []
    edges = [(0, 50, [0, 0], [50, 60]), (50, 50, [50], [50]), (3, 100, [0] * 16, [1000] * 16), (0, 1, [1], [1]),
             (600_000, 1_000_000, [590_000] * 12, [1_000_000] * 12), (1, 1, [500] * 4, [1000] * 4),
             (60, 100, [0] * 12, [100] * 12), (999, 1000, [7] * 16, [1000] * 16)]
    for k, n, ks, ns in edges:
        cases.append((k, n, ks, ns))
    for _ in range(60):
        size = int(RANDOM.integers(1, 17))
        ns = RANDOM.integers(1, 10 ** RANDOM.integers(1, 6), size)
        p = RANDOM.random()
        ks = RANDOM.binomial(ns, np.clip(p + RANDOM.normal(0, 0.02, size), 0, 1))
        n = int(RANDOM.integers(1, 20_000))
        cases.append((int(RANDOM.binomial(n, np.clip(p + RANDOM.normal(0, 0.1), 0, 1))), n, ks.tolist(), ns.tolist()))
    return [{"k": k, "n": n, "ks": ks, "ns": ns, "tails": rate_tails(k, n, ks, ns),
             "around": around(k, n, ks, ns, 7 * ks[0] + 1, 7 * ns[0] + 3, 4)} for k, n, ks, ns in cases]


def made_values():
    cases = []
    for _ in range(40):
        size = int(RANDOM.integers(1, 17))
        variance = 1 / RANDOM.integers(1, 5000, size)
        v = RANDOM.normal(RANDOM.normal(0, 50), RANDOM.choice([0.01, 0.1, 1]), size)
        s0 = 1 / float(RANDOM.integers(1, 5000))
        v0 = float(v.mean() + RANDOM.normal(0, 0.3))
        q, mu, var = mixture(v, variance)
        level = float(RANDOM.choice([4e-4, 5e-4, 0.025]))
        limits = []
        for tail in (stats.norm.cdf, stats.norm.sf):
            miss = lambda x: (q * tail((x - mu) / np.sqrt(s0 + var))).sum() - level
            limits.append(optimize.brentq(miss, mu.min() - 80, mu.max() + 80, xtol=1e-13, rtol=1e-14))
        cases.append({"v": v.tolist(), "variance": variance.tolist(), "v0": v0, "s0": s0,
                      "tails": tails_of(q, mu, var, v0, s0), "level": level, "range": limits})
    return cases


def made_chains():
    """Quiet weeks, an incident that ends, one that lasts and is adopted, the return from it, empty weeks, incidents that grow, logs
    that wobble more than their first weeks."""
    chains, growing = [], lambda points, weeks: [(1, -points * (i + 1) / 100) for i in range(weeks)]
    for rate, plan in [(0.9, [(20, 0), (3, -0.1), (8, 0)]), (0.9, [(18, 0), (12, -0.1), (6, 0), (4, -0.1), (4, 0)]),
                       (0.02, [(10, 0), (14, 0.05), (5, 0.1)]), (0.5, [(40, 0)]), (0.9, [(3, 0), (6, -0.2), (12, 0)]),
                       (0.9, [(18, 0), *growing(1, 20), (4, 0)]), (0.9, [(18, 0), *growing(2, 6), (12, -0.12), (3, 0)]),
                       (0.1, [(8, 0), *growing(-1.5, 14), (4, 0)]), (0.9, [(3, 0), (12, -0.4), (4, 0)]),
                       (0.9, [(16, 0), *growing(0.6, 24), (4, 0)]), (0.3, [(16, 0), *growing(-0.8, 20), (6, 0)]),
                       (0.5, [(2, 0), (9, 0.4), (5, 0), (3, 0.4)]), (0.9, [(5, 0), (3, -0.1), (2, 0)] + 4 * [(1, 0.05), (2, 0), (1, -0.1)]),
                       (0.2, [(6, 0)] + 5 * [(2, 0.2), (3, 0)] + [(3, 0)])]:
        rows = []
        for weeks, change in plan:
            for _ in range(weeks):
                n = int(RANDOM.poisson(1000)) if RANDOM.random() > 0.06 else 0
                rows.append([int(RANDOM.binomial(n, rate + change + RANDOM.normal(0, 0.004))), n])
        chain = Chain(16, 8)
        chains.append({"history": 16, "adopt": 8, "rows": rows, "steps": [chain.step(k, n) for k, n in rows]})
    return chains


def made_students():
    cases = []
    for _ in range(12):
        values = RANDOM.normal(5, 2, int(RANDOM.integers(4, 17)))
        v = float(RANDOM.normal(5, 4))
        t = stats.t(len(values) - 1, values.mean(), values.std(ddof=1) * np.sqrt(1 + 1 / len(values)))
        cases.append({"values": values.tolist(), "v": v, "tails": [float(t.cdf(v)), float(t.sf(v))], "range": [float(t.ppf(0.01)), float(t.isf(0.01))]})
    return cases


def made_totals():
    """Counts that stay, grow, shrink, wobble, end; few and many, with windows that do not count between them."""
    cases = []
    edges = [(0, [0, 0], [1, 2]), (5, [0], [1]), (0, [7], [1]), (0, [900] * 4, [1, 2, 3, 4]), (60, [50, 48], [1, 3])]
    for k0, ks, ages in edges:
        cases.append((k0, ks, ages))
    for _ in range(40):
        size = int(RANDOM.integers(1, 17))
        ages = 1 + np.sort(RANDOM.choice(size + 5, size, replace=False))
        level, growth = 10 ** RANDOM.uniform(0, 6), RANDOM.choice([-0.1, -0.03, 0, 0.03, 0.1, 0.3])
        mean = level * np.exp(-growth * ages + RANDOM.choice([0, 0.1, 0.5]) * RANDOM.standard_normal(size))
        cases.append((int(RANDOM.poisson(level * RANDOM.choice([1, 0.5, 2]))), RANDOM.poisson(mean).tolist(), ages.tolist()))
    return [{"k": k0, "ks": ks, "ages": ages, "level": 4e-4, **totals(k0, ks, ages, 4e-4)} for k0, ks, ages in cases]


def made_shares():
    """Distributions whose shares wobble, with empty and small bins; the last two are always judged alone."""
    cases = []
    for _ in range(30):
        windows, bins = int(RANDOM.integers(1, 13)), int(RANDOM.integers(1, 12))
        spread = RANDOM.choice([0, 0.1, 1])
        base = RANDOM.normal(0, 1.5, bins)
        draw = lambda n, move: RANDOM.multinomial(n, softmax(base + move + RANDOM.normal(0, spread, bins)))
        sizes = RANDOM.integers(20, 3000, windows)
        history = [[*map(int, draw(n, 0)), 0, int(RANDOM.integers(0, 3))] for n in sizes]
        n = int(RANDOM.integers(20, 3000))
        now = [*map(int, draw(n, RANDOM.normal(0, RANDOM.choice([0, 1]), bins))), int(RANDOM.integers(0, 5)), 0]
        sizes = [sum(row) for row in history]
        cases.append({"now": now, "n": sum(now), "history": history, "sizes": sizes, "alone": 2,
                      "least": shares(now, sum(now), history, sizes, 2)})
    return cases


def softmax(x):
    return np.exp(x - x.max()) / np.exp(x - x.max()).sum()


if __name__ == "__main__":
    made = {"rates": made_rates(), "values": made_values(), "chains": made_chains(), "students": made_students(),
            "totals": made_totals(), "shares": made_shares()}
    (HERE / "judge.json").write_text(json.dumps(made) + "\n")
