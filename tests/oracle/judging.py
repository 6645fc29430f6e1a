"""The judge's rule by numpy and scipy: what a window's value is worth, given earlier windows.

Values are on the scale on which one row has variance 1. An earlier window's value is v_j ~ N(mu, tau² + s_j²), mu flat, tau half-t
with 3 degrees of freedom and scale SCALE; both are integrated out, tau over the points TAU.
"""

import numpy as np
from scipy import optimize, stats

SCALE = 0.03
TAU = np.concatenate([[0], np.geomspace(0.002, 1.6, 40)])
SCREEN = 0.005  # tail below which a window does not count
PAGE = 4e-4  # the same where fewer than four windows came before
GROWTH = 0.03  # sd of the prior of the logarithm by which a count grows from window to window
LENT = 0.005  # weight of the wobble of a distribution's other bins
TOGETHER = 3  # windows in a row that are judged as one, too
RECUR = 4  # rows of odd windows, apart from one another, that are how a log wobbles
SETTLED = 0.1  # tail below which two halves of a row of odd windows are not one level


def arcsine(k, n):
    return 2 * np.arcsin(np.sqrt((k + 0.25) / (n + 0.5)))


def prior():
    edges = np.concatenate([[0], [TAU[1] / 2], np.sqrt(TAU[1:-1] * TAU[2:]), [TAU[-1] * 1.2]])
    return np.diff(2 * (stats.t.cdf(edges / SCALE, 3) - 0.5))


def mixture(v, variance):
    """Weights of TAU, means and variances of the next window's value."""
    v, variance = np.asarray(v, float), np.asarray(variance, float)
    log = np.log(prior())
    if len(v) == 0:
        return np.exp(log) / np.exp(log).sum(), None, None
    w = 1 / (variance[None] + TAU[:, None] ** 2)
    total = w.sum(1)
    mu = (w * v).sum(1) / total
    log = log + 0.5 * np.log(w).sum(1) - 0.5 * np.log(total) - 0.5 * (w * (v - mu[:, None]) ** 2).sum(1)
    q = np.exp(log - log.max())
    return q / q.sum(), mu, TAU**2 + 1 / total


def tails_of(q, mu, variance, v0, s0):
    z = (v0 - mu) / np.sqrt(s0 + variance)
    return [float((q * stats.norm.cdf(z)).sum()), float((q * stats.norm.sf(z)).sum())]


def floor(tails, k, n, pooled_k, pooled_n):
    if min(tails) >= 0.05:
        return tails
    exact = stats.hypergeom(int(pooled_n + n), int(pooled_k + k), int(n))
    return [max(tails[0], float(exact.cdf(k))), max(tails[1], float(exact.sf(k - 1)))]


def rate_tails(k, n, ks, ns):
    ks, ns = np.asarray(ks, float), np.asarray(ns, float)
    return floor(tails_of(*mixture(arcsine(ks, ns), 1 / ns), arcsine(k, n), 1 / n), k, n, ks.sum(), ns.sum())


def around(k, n, ks, ns, k_base, n_base, windows):
    """A rate against a baseline of its own, as long as so many windows."""
    ns = np.asarray(ns, float)
    q, _, _ = mixture(arcsine(np.asarray(ks, float), ns), 1 / ns)
    tails = tails_of(q, arcsine(k_base, n_base), TAU**2 * (1 + 1 / windows) + 1 / n_base, arcsine(k, n), 1 / n)
    return floor(tails, k, n, k_base, n_base)


def apart(newer, older, history):
    """Tails of the windows newer, taken as one, about those of older; all are (k, n)."""
    k, n, k_base, n_base = (sum(x) for x in [*zip(*newer), *zip(*older)])
    return around(k, n, [x for x, _ in history], [x for _, x in history], k_base, n_base, len(older))


def totals(k0, ks, ages, level):
    """Tails of a count after earlier ones that may grow, ages windows ago, and its limits. A row has no sd of its own: all values
    are divided by the root of the mean count."""
    ks, ages = np.asarray(ks, float), np.asarray(ages, float)
    n, logs = len(ks), np.log(ks + 0.5)
    x, y = ages.mean() - ages, logs - logs.mean()
    growth = 0.0
    if n > 1:
        xx, xy = (x * x).sum(), (x * y).sum()
        noise = max(0, (y * y).sum() - xy * xy / xx) / max(1, n - 2) + (1 / (ks + 0.5)).mean()
        growth = xy / (xx + noise / GROWTH**2)
    unit = np.sqrt(ks.mean()) if ks.any() else np.sqrt(k0 / (n + 1)) if k0 else 1.0
    v = np.sqrt(4 * ks + 1) / unit * np.exp(growth * ages / 2)
    variance = np.exp(growth * ages) / unit**2
    mean, sd = -growth * v.mean() / 2, GROWTH * v.mean() / 2  # of the slope that is left, before any window is seen
    design = np.stack([np.ones(n), -ages], 1)
    log, mu, var = np.log(prior()), np.zeros(len(TAU)), np.zeros(len(TAU))
    for i, tau in enumerate(TAU):
        w = np.diag(1 / (variance + tau**2))
        precision = design.T @ w @ design + np.diag([0, 1 / sd**2])
        both = np.linalg.solve(precision, design.T @ w @ v + [0, mean / sd**2])
        rest = v - design @ both
        log[i] += 0.5 * np.log(np.diag(w)).sum() - 0.5 * np.linalg.slogdet(precision)[1]
        log[i] -= 0.5 * (rest @ w @ rest + ((both[1] - mean) / sd) ** 2)
        mu[i], var[i] = both[0], np.linalg.inv(precision)[0, 0] + tau**2
    q = np.exp(log - log.max())
    q, s0, v0 = q / q.sum(), 1 / unit**2, np.sqrt(4 * k0 + 1) / unit
    limits = []
    for tail in (stats.norm.cdf, stats.norm.sf):
        miss = lambda x: (q * tail((x - mu) / np.sqrt(s0 + var))).sum() - level
        limits.append(max(0, (max(0, optimize.brentq(miss, mu.min() - 80, mu.max() + 80, xtol=1e-14, rtol=1e-14) * unit) ** 2 - 1) / 4))
    return {"tails": tails_of(q, mu, var, v0, s0), "range": limits}


def shares(now, n, history, sizes, alone):
    """The least tail of the bins of a window of n rows. history: (windows, bins). All bins but the last alone are judged together
    where they are expected to hold fewer than five rows. Those others lend one another LENT of their wobble."""
    history, sizes, now = np.asarray(history, float), np.asarray(sizes, float), np.asarray(now, float)
    last = history.shape[1] - alone
    small = (history.sum(0) * n / sizes.sum() < 5) & (np.arange(history.shape[1]) < last)
    groups = [[b] for b in range(history.shape[1]) if not small[b]] + ([list(np.flatnonzero(small))] if small.any() else [])
    cases = []
    for bins in groups:
        ks = history[:, bins].sum(1)
        cases.append((bins[0] < last, now[bins].sum(), ks, *mixture(arcsine(ks, sizes), 1 / sizes)))
    lent = np.mean([q for ordinary, _, _, q, _, _ in cases if ordinary] or [np.zeros(len(TAU))], axis=0)
    least = 1.0
    for ordinary, k, ks, q, mu, var in cases:
        q = (1 - LENT) * q + LENT * lent if ordinary else q
        least = min(least, *floor(tails_of(q, mu, var, arcsine(k, n), 1 / n), k, n, ks.sum(), sizes.sum()))
    return float(least)


class Chain:
    """Consecutive windows, each judged against those before it that count."""

    def __init__(self, history, adopt):
        self.history, self.adopt = history, adopt
        self.rows, self.counts, self.superseded, self.run, self.side = [], [], None, 0, 0
        self.sides = []  # by window: -1 or 1, the side on which it was odd; 0: usual, or before the last change of what counts

    def past(self, counts):
        first = max(0, len(self.rows) - 2 * self.history - self.run)
        return [i for i in range(len(self.rows) - 1, first - 1, -1) if counts[i]][: self.history]

    def tails(self, k, n, index):
        return rate_tails(k, n, [self.rows[i][0] for i in index], [self.rows[i][1] for i in index])

    def settled(self, index):
        """Whether the newest odd windows are one level."""
        half, rows = self.adopt // 2, self.rows[-self.adopt:][::-1]
        return min(apart(rows[:half], rows[half:], [self.rows[i] for i in index])) >= SETTLED

    def beginning(self):
        """The side on which the newest windows, which all count, are odd together; 0: they are not."""
        first = len(self.rows) - TOGETHER
        if first < 0 or not all(self.counts[first:]):
            return 0
        older = [self.rows[i] for i in self.past(self.counts[:first] + [False] * TOGETHER)]
        if len(older) < 4:
            return 0
        low, high = apart(self.rows[first:], older, older)
        return 0 if min(low, high) >= SCREEN else -1 if low < high else 1

    def recurring(self):
        """The windows that count after all, as the newest hold RECUR rows of odd ones: all but the row that goes on. Empty windows
        neither end a row nor begin one."""
        rows, last, first = 0, 0, max(0, len(self.rows) - self.history)
        begin = first
        for i in range(first, len(self.rows)):
            if self.rows[i][1] and self.sides[i] != last:
                last = self.sides[i]
                rows, begin = rows + (last != 0), i
        return range(first, begin) if last and rows >= RECUR else range(0)

    def step(self, k, n):
        index, tails, odd, adopted, restored = self.past(self.counts), [1.0, 1.0], False, False, False
        if index and n:
            tails = self.tails(k, n, index)
            odd = min(tails) < (SCREEN if len(index) >= 4 else PAGE)
        if odd and self.superseded is not None:
            before = self.superseded + [False] * (len(self.rows) - len(self.superseded))
            old = self.past(before)
            if len(old) >= 4 and min(self.tails(k, n, old)) >= SCREEN:
                index, tails = old, self.tails(k, n, old)
                self.counts, self.superseded, odd, restored = before, None, False, True
                self.sides = [0] * len(self.sides)
        side = 0 if not odd else -1 if tails[0] < tails[1] else 1
        self.run = self.run + 1 if odd and side == self.side else int(odd)
        self.side = side
        self.rows.append((k, n))
        self.counts.append(bool(n) and not odd)
        self.sides.append(side)
        if began := self.beginning():
            self.counts[-TOGETHER:] = [False] * TOGETHER
            self.run, self.side, odd, self.sides[-TOGETHER:] = TOGETHER, began, True, [began] * TOGETHER
        if self.run >= self.adopt and self.settled(index):
            self.superseded, last = self.counts.copy(), len(self.rows) - self.adopt
            self.counts = [False] * last + [True] * self.adopt
            self.run, self.side, self.sides, adopted = 0, 0, [0] * len(self.sides), True
        for i in (recurs := self.recurring()):
            self.counts[i], self.sides[i], self.superseded = self.rows[i][1] > 0, 0, None
        return {"past": index, "tails": tails, "odd": bool(odd), "adopted": adopted, "restored": restored,
                "began": TOGETHER - 1 if began else 0, "recurs": len(recurs)}
