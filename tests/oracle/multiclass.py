"""A small multiclass model's log and its measures by scikit-learn and numpy. Writes multiclass.json beside this file.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/python multiclass.py

Two weeks, the first the baseline of the second. Predictions are the top class; ties go to the first one. Some rows hold no
distribution (a sum of 0.8, a value outside [0, 1], a NULL among numbers), some no probability at all; some labels come
after the horizon of two days, some never, some are of a class without a score, some have the probability 0. Rows: id,
hours since the first midnight, probabilities of a, b and c, label, hours from prediction to label.
"""

import json
import pathlib

import numpy as np
from scipy import stats
from sklearn import metrics

HERE = pathlib.Path(__file__).parent
RANDOM = np.random.default_rng(20260105)
WEEK, HORIZON, CLASSES = 7 * 24, 48, "abc"
BROKEN = ([0.3, 0.3, 0.2], [1.2, -0.2, 0.0], [0.5, None, 0.5], [None, None, None])


def rows(first, week, n, sharpness):
    """n predictions of one week."""
    made = []
    for i in range(n):
        p = RANDOM.dirichlet(np.array([3, 2, 1]) / sharpness).round(3)
        p[2] = round(1 - p[0] - p[1], 3)
        p = np.abs(p).tolist()
        label = CLASSES[int(RANDOM.choice(3, p=np.array(p) / sum(p)))]
        if i % 19 == 4:
            p = BROKEN[i // 19 % 4]
        if i % 23 == 5:
            p, label = [0.4, 0.4, 0.2], "b"
        if i % 97 == 11:
            p, label = [1.0, 0.0, 0.0], "c"
        if i % 89 == 12:
            label = "d"
        seen = 60.0 if i % 11 == 1 else round(float(RANDOM.uniform(0, 40)), 3)
        made.append([first + i, week * WEEK + round(float(RANDOM.uniform(0, WEEK - 0.01)), 4), *p,
                     None if i % 17 == 3 else label, seen])
    return made


def sound(row):
    p = row[2:5]
    return None not in p and min(p) >= 0 and max(p) <= 1 and abs(sum(p) - 1) <= 0.01


def judge(week):
    valid = [r for r in week if sound(r)]
    p = np.array([r[2:5] for r in valid])
    top = p.max(axis=1)
    labelled = [r for r in valid if r[5] is not None and r[6] <= HORIZON]
    q = np.array([r[2:5] for r in labelled])
    truth = np.array([r[5] for r in labelled])
    said = np.array([CLASSES[int(np.argmax(row))] for row in q])
    known = np.isin(truth, list(CLASSES))
    own = np.array([row["abc".index(t)] if t in CLASSES else 0.0 for row, t in zip(q, truth)])
    positive = own > 0  # scikit-learn cuts elsewhere, so what is cut is left to the formula
    reference = metrics.log_loss(truth[known & positive], q[known & positive] / q[known & positive].sum(axis=1)[:, None],
                                 labels=list(CLASSES))
    written = float(np.mean(-np.log(own[positive] / q[positive].sum(axis=1))))
    assert abs(reference - written) < 1e-12, "the formula below is scikit-learn's"
    values, counts = np.unique(truth, return_counts=True)
    return {
        "mean_confidence": float(top.mean()),
        "low_confidence_rate": float((top < 0.6).mean()),
        "entropy": float(stats.entropy(p, base=2, axis=1).mean()) if np.allclose(p.sum(axis=1), 1, atol=1e-12) else None,
        "valid": len(valid),
        "invalid": len([r for r in week if not sound(r) and r[2:5] != [None] * 3]),
        "missing": len([r for r in week if r[2:5] == [None] * 3]),
        "score_mean": dict(zip(CLASSES, p.mean(axis=0).tolist())),
        "log_loss": float(np.mean(-np.log(np.maximum(own, 1e-15)))),
        "cut": int((own < 1e-15).sum()),
        "labelled": len(labelled),
        "accuracy": metrics.accuracy_score(truth, said),
        "macro_f1": metrics.f1_score(truth, said, average="macro", zero_division=0),
        "precision": dict(zip(CLASSES, metrics.precision_score(truth, said, average=None, labels=list(CLASSES)).tolist())),
        "recall": dict(zip(CLASSES, metrics.recall_score(truth, said, average=None, labels=list(CLASSES)).tolist())),
        "skill": metrics.accuracy_score(truth, said) - float(counts.max() / counts.sum()),
        "promised": float(top.mean()),
    }


def main():
    before, now = rows(0, 0, 500, 1), rows(1000, 1, 400, 0.6)
    values = {"rows": before + now, "baseline": judge(before), "current": judge(now)}
    text = json.dumps(values, separators=(",", ":"), allow_nan=False)
    (HERE / "multiclass.json").write_text(text.replace("],[", "],\n[") + "\n")


if __name__ == "__main__":
    main()
