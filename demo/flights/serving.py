"""The model: trained on January, asked at every departure since."""

import time

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from source import CATEGORIES, FEATURES

LATE_MINUTES = 15
LARGEST_BATCH = 1000


class ArrivalDelay:
    """Will this flight arrive more than 15 minutes late? Gradient boosting on FEATURES; categories unseen in training
    and missing numbers are missing to it."""

    def __init__(self) -> None:
        self._model = HistGradientBoostingClassifier(
            learning_rate=0.06, max_iter=250, min_samples_leaf=40, l2_regularization=1.0, early_stopping=False,
            categorical_features="from_dtype", random_state=0,
        )
        self._levels: dict[str, pd.CategoricalDtype] = {}

    def fit(self, features: pd.DataFrame, late: pd.Series) -> "ArrivalDelay":
        self._levels = {name: pd.CategoricalDtype(sorted(features[name].unique())) for name in CATEGORIES}
        self._model.fit(self._typed(features), late)
        return self

    def score(self, features: pd.DataFrame) -> np.ndarray:
        """P(late) of each row."""
        return self._model.predict_proba(self._typed(features))[:, 1]

    def _typed(self, features: pd.DataFrame) -> pd.DataFrame:
        return features[FEATURES].astype(self._levels)


def out_of_fold(features: pd.DataFrame, late: pd.Series, day: pd.Series) -> np.ndarray:
    """Scores of rows by models that saw neither them nor their day: the flights of one day share one storm."""
    scores = np.empty(len(features))
    for train, test in GroupKFold(n_splits=5).split(features, groups=day):
        scores[test] = ArrivalDelay().fit(features.iloc[train], late.iloc[train]).score(features.iloc[test])
    return scores


def importances(model: ArrivalDelay, features: pd.DataFrame, late: pd.Series, rng: np.random.Generator) -> pd.Series:
    """By how much the area under the ROC curve falls when a feature's values are shuffled, mean of three shuffles."""
    intact = roc_auc_score(late, model.score(features))

    def fall(name: str) -> float:
        shuffled = features.assign(**{name: rng.permutation(features[name].to_numpy())})
        return intact - roc_auc_score(late, model.score(shuffled))

    return pd.Series({name: np.mean([fall(name) for _ in range(3)]) for name in FEATURES})


def batches(rows: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """A batch number for each row of a log in time order. Columns read: day, model_version.

    Sizes are log-uniform on 1…1000; a batch ends early with the local day and with the version.
    """
    fresh = (rows.day.ne(rows.day.shift()) | rows.model_version.ne(rows.model_version.shift())).to_numpy()
    number = np.empty(len(rows), dtype=np.int64)
    batch, room = 0, 0
    for row, new in enumerate(fresh):
        if new or room == 0:
            batch += 1
            room = int(LARGEST_BATCH ** rng.uniform(0, 1))
        number[row] = batch
        room -= 1
    return number


def predict(model: ArrivalDelay, rows: pd.DataFrame) -> pd.DataFrame:
    """Scores `rows` batch by batch. Columns read: FEATURES, batch_id; added: p_late, late, batch_rows and latency_ms,
    the wall-clock time of the batch's call on the machine that built the files."""
    model.score(rows.head(1))
    scores, latency, sizes = [], [], []
    for _, batch in rows.groupby("batch_id", sort=True):
        began = time.perf_counter()
        score = model.score(batch)
        elapsed = (time.perf_counter() - began) * 1000
        scores.append(score)
        latency.append(np.full(len(batch), elapsed))
        sizes.append(np.full(len(batch), len(batch)))
    p_late = np.concatenate(scores).round(5)
    return rows.assign(p_late=p_late, late=p_late >= 0.5, latency_ms=np.concatenate(latency).round(3),
                       batch_rows=np.concatenate(sizes))
