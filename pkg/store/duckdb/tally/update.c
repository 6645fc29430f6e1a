#include "update.h"

#include <string.h>

#include "count.h"

static inline double identity(const arguments *a, idx_t i) { return a->x[i]; }

static inline bool identity_place(const arguments *a, idx_t i, int64_t *place) {
	if (!(fabs(a->x[i]) < 0x1p52)) {
		return false;
	}
	*place = (int64_t)a->x[i];
	return (double)*place == a->x[i];
}

void leeway_count_keys(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	count(info, input, states, &(arguments){.x = doubles(input, 0)}, (counting){.key = identity, .place = identity_place});
}

static inline double scaled(const arguments *a, idx_t i) { return isfinite(a->x[i]) ? leeway_floor(a->x[i] * a->factor[i]) : NAN; }

static inline bool scaled_place(const arguments *a, idx_t i, int64_t *place) {
	return leeway_floor_place(a->x[i] * a->factor[i], place);
}

void leeway_count_scaled(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	count(info, input, states, &(arguments){.x = doubles(input, 0), .factor = doubles(input, 1)},
		(counting){.key = scaled, .place = scaled_place});
}

static inline void add_places(leeway_sums *sums, const arguments *a, idx_t i, double key) {
	(void)key;
	sums->off += a->off[i];
	sums->off2 += a->off2[i];
}

void leeway_sum_keys(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	const int64_t *kind = duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, 1));
	count(info, input, states, &(arguments){.x = doubles(input, 0), .kind = kind, .off = doubles(input, 2), .off2 = doubles(input, 3)},
		(counting){.key = identity, .place = identity_place, .add = add_places});
}

static inline double exponential(const arguments *a, idx_t i) { return leeway_log_key(a->x[i], a->octave.cells); }

static inline bool exponential_place(const arguments *a, idx_t i, int64_t *place) {
	return leeway_exponential_place(&a->octave, a->x[i], place);
}

void leeway_count_exponential(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	count(info, input, states, &(arguments){.x = doubles(input, 0), .octave = leeway_octave_of(*doubles(input, 1))},
		(counting){.key = exponential, .place = exponential_place, .zeros = true});
}

static inline double octave(const arguments *a, idx_t i) { return leeway_log_key(a->x[i], 1); }

// The exponent says the octave, but for subnormal and infinite numbers, and for mantissas so near 2 that the small
// term matters.
static inline bool octave_place(const arguments *a, idx_t i, int64_t *place) {
	uint64_t bits;
	memcpy(&bits, &a->x[i], sizeof bits);
	int64_t exponent = bits >> 52 & 0x7ff;
	*place = 2 * (exponent - 1023) + (int64_t)(bits >> 63); // leeway_fold of its key
	return exponent != 0 && exponent != 0x7ff && (bits << 12) <= 0xffff000000000000u;
}

static inline void add_number(leeway_sums *sums, const arguments *a, idx_t i, double key) {
	(void)key;
	double x = a->x[i];
	sums->off += x;
	sums->off2 += x * x;
	if (!sums->marked) {
		sums->marked = fabs(x) < 0x1p52 && (double)(int64_t)x != x;
	}
}

void leeway_sum_octaves(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	count(info, input, states, &(arguments){.x = doubles(input, 0)},
		(counting){.key = octave, .place = octave_place, .add = add_number, .zeros = true});
}
