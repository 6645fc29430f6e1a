#include "update.h"

#include <math.h>

#include "tally.h"

static const double *doubles(duckdb_data_chunk input, idx_t column) {
	return duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, column));
}

// Whether row i of a column without NULL bits, or with these, holds a value.
static inline bool present(const uint64_t *validity, idx_t i) { return !validity || (validity[i / 64] >> (i % 64) & 1); }

void leeway_count_keys(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	const double *key = doubles(input, 0);
	const uint64_t *validity = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(input, 0));
	for (idx_t i = 0, rows = duckdb_data_chunk_get_size(input); i < rows; i++) {
		leeway_table *t = states[i];
		if (!present(validity, i)) {
			t->missing++;
			continue;
		}
		int64_t at = leeway_slot(t, key[i], 0, false);
		if (at < 0) {
			duckdb_aggregate_function_set_error(info, LEEWAY_SPENT);
			return;
		}
		t->counts[at].n++;
	}
}

// floor, without a call where a conversion does.
static inline double whole(double x) {
	if (!(x > -0x1p52 && x < 0x1p52)) {
		return floor(x);
	}
	double cut = (double)(int64_t)x;
	return cut - (cut > x);
}

void leeway_count_scaled(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	const double *x = doubles(input, 0), *factor = doubles(input, 1);
	const uint64_t *validity = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(input, 0));
	for (idx_t i = 0, rows = duckdb_data_chunk_get_size(input); i < rows; i++) {
		leeway_table *t = states[i];
		if (!present(validity, i)) {
			t->missing++;
			continue;
		}
		int64_t at = leeway_slot(t, isfinite(x[i]) ? whole(x[i] * factor[i]) : NAN, 0, false);
		if (at < 0) {
			duckdb_aggregate_function_set_error(info, LEEWAY_SPENT);
			return;
		}
		t->counts[at].n++;
	}
}

void leeway_sum_keys(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	const double *key = doubles(input, 0), *off = doubles(input, 2), *off2 = doubles(input, 3);
	const int64_t *kind = duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, 1));
	const uint64_t *validity = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(input, 0));
	for (idx_t i = 0, rows = duckdb_data_chunk_get_size(input); i < rows; i++) {
		leeway_table *t = states[i];
		if (!present(validity, i)) {
			t->missing++;
			continue;
		}
		int64_t at = leeway_slot(t, key[i], kind[i], true);
		if (at < 0) {
			duckdb_aggregate_function_set_error(info, LEEWAY_SPENT);
			return;
		}
		t->counts[at].n++;
		t->sums[at].off += off[i];
		t->sums[at].off2 += off2[i];
	}
}

// The key of a positive x on the grid of octaves: floor(log2 x + 2^-20) + 2^20. The exponent says the same, but for
// subnormal and infinite numbers and for mantissas so near 2 that the small term matters.
static inline double octave(double x) {
	uint64_t bits = leeway_bits(x), exponent = bits >> 52;
	if (exponent == 0 || exponent == 0x7ff || (bits << 12) > 0xffff000000000000u) {
		return floor(log2(x) + 0x1p-20) + 0x1p20;
	}
	return (double)((int64_t)exponent - 1023 + (1 << 20));
}

void leeway_sum_octaves(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	const double *x = doubles(input, 0);
	const uint64_t *validity = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(input, 0));
	for (idx_t i = 0, rows = duckdb_data_chunk_get_size(input); i < rows; i++) {
		leeway_table *t = states[i];
		if (!present(validity, i)) {
			t->missing++;
			continue;
		}
		double key = x[i] > 0 ? octave(x[i]) : x[i] < 0 ? -octave(-x[i]) : x[i];
		int64_t at = leeway_slot(t, key, 0, true);
		if (at < 0) {
			duckdb_aggregate_function_set_error(info, LEEWAY_SPENT);
			return;
		}
		t->counts[at].n++;
		t->sums[at].off += x[i];
		t->sums[at].off2 += x[i] * x[i];
		t->sums[at].fractional |= x[i] > whole(x[i]);
	}
}
