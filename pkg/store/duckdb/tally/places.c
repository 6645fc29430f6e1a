#include "count.h"
#include "update.h"

// Adds the place f of a value x inside its cell, in [0, 1].
static inline void add_place(leeway_sums *sums, const arguments *a, double x, double f) {
	sums->off += leeway_floor(f * LEEWAY_UNIT + 0.5);
	sums->off2 += leeway_floor(f * f * LEEWAY_UNIT + 0.5);
	sums->marked += is_outside(a, x);
}

static arguments arguments_of(duckdb_data_chunk input, bool bounded) {
	return (arguments){.x = doubles(input, 0), .cells = *doubles(input, 1), .low = bounded ? *doubles(input, 2) : -INFINITY,
		.high = bounded ? *doubles(input, 3) : INFINITY};
}

// x in units of linear cells, no further out than whole numbers are exact.
static inline double units(const arguments *a, double x) {
	double u = x * a->cells;
	return u > 0x1p53 ? 0x1p53 : u < -0x1p53 ? -0x1p53 : u;
}

static inline double linear(const arguments *a, idx_t i) { return isfinite(a->x[i]) ? leeway_floor(units(a, a->x[i])) : NAN; }

static inline bool linear_place(const arguments *a, idx_t i, int64_t *place) { return leeway_floor_place(a->x[i] * a->cells, place); }

static inline void add_linear(leeway_sums *sums, const arguments *a, idx_t i, double key) {
	if (isfinite(a->x[i])) {
		add_place(sums, a, a->x[i], units(a, a->x[i]) - key);
	}
}

static const counting on_linear = {.key = linear, .place = linear_place, .add = add_linear, .zeros = true};

void leeway_place_linear(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	arguments a = arguments_of(input, false);
	count(info, input, states, &a, on_linear);
}

void leeway_place_linear_within(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	arguments a = arguments_of(input, true);
	count(info, input, states, &a, on_linear);
}

static inline double exponential(const arguments *a, idx_t i) { return isfinite(a->x[i]) ? leeway_log_key(a->x[i], a->cells) : NAN; }

static inline bool exponential_place(const arguments *a, idx_t i, int64_t *place) {
	return leeway_exponential_place(&a->octave, a->x[i], place);
}

static inline void add_exponential(leeway_sums *sums, const arguments *a, idx_t i, double key) {
	if (isfinite(a->x[i])) {
		add_place(sums, a, a->x[i], leeway_inside_exponential(&a->octave, a->x[i], key));
	}
}

static const counting on_exponential = {.key = exponential, .place = exponential_place, .add = add_exponential, .zeros = true};

static void place_exponential(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states, bool bounded) {
	arguments a = arguments_of(input, bounded);
	a.octave = leeway_octave_of(a.cells);
	count(info, input, states, &a, on_exponential);
}

void leeway_place_exponential(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	place_exponential(info, input, states, false);
}

void leeway_place_exponential_within(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	place_exponential(info, input, states, true);
}
