"""Makes the demo's prediction log from the real flights of 2013. See README.md.

    python build.py                        the committed files, in this directory
    python build.py --pristine --out DIR   the same without the four made incidents
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from sklearn.metrics import accuracy_score, roc_auc_score

import incidents
import serving
import source

SEED = 2013
FEBRUARY, MARCH = (pd.Timestamp(f"2013-{month}-01", tz=source.TIMEZONE).tz_convert(None) for month in ("02", "03"))
WHOLE = ["dep_delay", "sched_dep_hour", "sched_dep_minute", "sched_block_time", "distance", "wind_dir"]
RISING = ["prediction_id", "predicted_at", "observed_at", "batch_id"]
ROWS_PER_GROUP = 50_000


def main() -> None:
    """Trains, predicts, writes, and prints how good the model is."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    flights = source.read()
    flights["day"] = local_day(flights.departed)
    january = flights[(flights.departed < FEBRUARY) & flights.landed.notna()]
    since = flights[flights.departed >= FEBRUARY].reset_index(drop=True)

    late = january.arr_delay > serving.LATE_MINUTES
    oof = serving.out_of_fold(january, late, january.day).round(5)
    training = january[source.FEATURES].assign(oof_score=oof, oof_late=oof >= 0.5, late=late)
    write(training, options.out / "training.parquet")
    report("January, out of fold", late, oof)

    model = serving.ArrivalDelay().fit(january, late)
    log, delays = predictions(since, model, options.pristine)
    write(log, options.out / "predictions.parquet")
    labels = outcomes(log, delays, options.pristine)
    write(labels, options.out / "outcomes.parquet")
    judged = log.set_index("prediction_id").loc[labels.prediction_id]
    report("February to December, as logged", labels.arrived_late, judged.p_late)
    report_importances(model, since[(since.departed < MARCH) & since.landed.notna()])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Makes the flights demo's Parquet files.")
    parser.add_argument("--pristine", action="store_true", help="leave the made incidents out; needs --out")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()
    if options.pristine and options.out == Path(__file__).parent:
        parser.error("--pristine needs --out DIR: it would replace the committed files")
    return options


def local_day(utc: pd.Series) -> pd.Series:
    """The local midnight before each naive UTC instant, naive."""
    return utc.dt.tz_localize("UTC").dt.tz_convert(source.TIMEZONE).dt.tz_localize(None).dt.normalize()


def predictions(
    flights: pd.DataFrame, model: serving.ArrivalDelay, pristine: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The prediction log, and by prediction_id when each flight landed and how late (minutes).

    Each draw has its own generator, so leaving the incidents out changes only the rows that they touch, and batches.
    """
    batch_rng, incident_rng = (np.random.default_rng(seed) for seed in np.random.SeedSequence(SEED).spawn(2))
    log = flights.assign(prediction_id=np.arange(1, len(flights) + 1), incident=None)
    if not pristine:
        log = incidents.corrupt(log, incident_rng)
    log["model_version"] = incidents.versions(log.departed, pristine)
    log["batch_id"] = serving.batches(log, batch_rng)
    log = serving.predict(model, log)
    columns = ["prediction_id", "predicted_at", "model_version", *source.FEATURES, "p_late", "late", "latency_ms",
               "batch_id", "batch_rows", "incident"]
    delays = log.set_index("prediction_id")[["landed", "arr_delay"]]
    return log.rename(columns={"departed": "predicted_at"})[columns], delays


def outcomes(log: pd.DataFrame, delays: pd.DataFrame, pristine: bool) -> pd.DataFrame:
    """What became of each prediction, in order of landing; nothing for diverted flights."""
    landed = log[["prediction_id", "incident"]].join(delays, on="prediction_id").dropna(subset=["landed"])
    landed = landed.sort_values(["landed", "prediction_id"])
    made_up = landed.incident == incidents.NEWARK_SURGE.name
    made = pd.DataFrame({
        "prediction_id": landed.prediction_id,
        "arrived_late": landed.arr_delay > serving.LATE_MINUTES,
        "observed_at": landed.landed,
        "labelled_by": f"threshold-{serving.LATE_MINUTES}",
        "incident": landed.incident.where(made_up),
    })
    return made if pristine else incidents.relabel(made, landed.arr_delay)


def write(rows: pd.DataFrame, path: Path) -> None:
    """Parquet, zstd; whole numbers as such, nulls as nulls, text in `incident` even where there is none."""
    rows = rows.astype({name: "Int32" for name in WHOLE if name in rows})
    inferred = pa.Table.from_pandas(rows, preserve_index=False)
    table = inferred.cast(pa.schema([pa.field(field.name, _type(field)) for field in inferred.schema]))
    rising = [name for name in RISING if name in rows]
    pq.write_table(
        table.replace_schema_metadata(None), path, compression="zstd", compression_level=19,
        row_group_size=ROWS_PER_GROUP, column_encoding={name: "DELTA_BINARY_PACKED" for name in rising},
        use_dictionary=[name for name in rows if name not in rising],
    )


def _type(field: pa.Field) -> pa.DataType:
    if field.name == "incident":
        return pa.string()
    return pa.timestamp("us") if pa.types.is_timestamp(field.type) else field.type


def report(name: str, late: pd.Series, score: pd.Series) -> None:
    """One line: rows, share late, accuracy at 0.5, area under the ROC curve."""
    print(f"{name}: {len(late)} rows, late {late.mean():.4f}, accuracy {accuracy_score(late, score >= 0.5):.4f}, "
          f"AUC {roc_auc_score(late, score):.4f}")


def report_importances(model: serving.ArrivalDelay, february: pd.DataFrame) -> None:
    """One line a feature, for the model's definition."""
    late = february.arr_delay > serving.LATE_MINUTES
    print(serving.importances(model, february, late, np.random.default_rng(SEED)).round(4).to_string())


if __name__ == "__main__":
    main()
