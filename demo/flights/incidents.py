"""Four faults made on top of the real year, so that each kind has an example whose cause is known.

Dates are local (America/New_York), midnight to midnight, the end exclusive. They lie so that the eight weeks before
each of them, before the furlough week (21 to 27 April) and before both quiet fortnights hold no fault that moves the
same measure.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from source import TIMEZONE

STRICT_MINUTES = 30
MPH_PER_KNOT = 1.15078
KM_PER_MILE = 1.609344


@dataclass(frozen=True)
class Incident:
    """A named stretch of local days; `end` is None when it lasts."""

    name: str
    start: str
    end: str | None

    def covers(self, utc: pd.Series) -> pd.Series:
        """Which of these naive UTC instants lie in it."""
        inside = utc >= _midnight(self.start)
        return inside & (utc < _midnight(self.end)) if self.end else inside


DISTANCE_KM = Incident("distance-km", "2013-05-12", "2013-05-26")
WEATHER_FEED = Incident("weather-feed", "2013-06-09", "2013-06-23")
NEWARK_SURGE = Incident("newark-surge", "2013-07-21", "2013-08-11")
LABELS_30 = Incident("labels-30", "2013-11-17", None)


def _midnight(day: str) -> pd.Timestamp:
    return pd.Timestamp(day, tz=TIMEZONE).tz_convert(None)


def versions(departed: pd.Series, pristine: bool) -> pd.Series:
    """The version that answered: v1, then v2 with the fault in it, then v3 with the repair. All three are one model;
    what changed is the code around it."""
    version = pd.Series("v1", index=departed.index)
    if not pristine:
        version[departed >= _midnight(DISTANCE_KM.start)] = "v2"
        version[departed >= _midnight(DISTANCE_KM.end)] = "v3"
    return version


def corrupt(log: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The log with the faults of the inputs, before the model sees them. Sets `incident`."""
    return _kilometres(_broken_feed(_surge(log, rng), rng))


def _surge(log: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Newark's share doubles at the same volume: each of its flights gets a twin with a fresh id, and as many flights
    of the other two airports, drawn at random, are left out. The twins carry the mark."""
    inside = NEWARK_SURGE.covers(log.departed)
    newark = log[inside & (log.origin == "EWR")]
    others = log.index[inside & (log.origin != "EWR")]
    twins = newark.assign(
        prediction_id=log.prediction_id.max() + 1 + np.arange(len(newark)), incident=NEWARK_SURGE.name
    )
    left_out = rng.choice(others, size=len(newark), replace=False)
    mixed = pd.concat([log.drop(index=left_out), twins])
    return mixed.sort_values(["departed", "prediction_id"]).reset_index(drop=True)


def _broken_feed(log: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """60 % of the hourly readings lose their visibility; every wind comes in knots where the model expects mph."""
    touched = WEATHER_FEED.covers(log.departed)
    readings = log.origin_hour[touched].unique()
    lost = rng.choice(readings, size=round(0.6 * len(readings)), replace=False)
    knots = (log[["wind_speed", "wind_gust"]] / MPH_PER_KNOT).round(0)
    return log.assign(
        visib=log.visib.mask(touched & log.origin_hour.isin(lost)),
        wind_speed=log.wind_speed.mask(touched, knots.wind_speed),
        wind_gust=log.wind_gust.mask(touched, knots.wind_gust),
        incident=log.incident.mask(touched, WEATHER_FEED.name),
    )


def _kilometres(log: pd.DataFrame) -> pd.DataFrame:
    """v2 reads the distance from a table in kilometres; the model was trained on miles."""
    touched = DISTANCE_KM.covers(log.departed)
    kilometres = (log.distance * KM_PER_MILE).round().astype(log.distance.dtype)
    return log.assign(distance=log.distance.mask(touched, kilometres),
                      incident=log.incident.mask(touched, DISTANCE_KM.name))


def relabel(outcomes: pd.DataFrame, arr_delay: pd.Series) -> pd.DataFrame:
    """The outcomes with the fault of the labels: what lands from the date on is late only beyond 30 minutes."""
    touched = LABELS_30.covers(outcomes.observed_at)
    return outcomes.assign(
        arrived_late=outcomes.arrived_late.mask(touched, arr_delay > STRICT_MINUTES),
        labelled_by=outcomes.labelled_by.mask(touched, f"threshold-{STRICT_MINUTES}"),
        incident=outcomes.incident.mask(touched, LABELS_30.name),
    )
