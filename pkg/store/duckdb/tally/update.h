// How a chunk of rows goes into the tables of its groups; one function an aggregate.
#ifndef LEEWAY_UPDATE_H
#define LEEWAY_UPDATE_H

#include "capi.h"

// leeway_tally(key): counts.
void leeway_count_keys(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);

// leeway_tally(x, factor): counts by floor(x * factor), NaN where x is not finite. Only x may be NULL.
void leeway_count_scaled(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);

// leeway_tally_exponential(x, cells): counts by sign(x) * (floor(log2|x| * cells + 2^-20) + 2^20); 0 and NaN are their own keys.
// Only x may be NULL, and cells is the same in all rows.
void leeway_count_exponential(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);

// leeway_tally(key, kind, off, off2): counts, and sums of off and off2, by key and kind. Only the key may be NULL.
void leeway_sum_keys(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);

// leeway_octaves(x): counts, sums of x as off and of x^2 as off2, by sign and octave; kind is 1 where one is fractional.
void leeway_sum_octaves(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);

// leeway_places(x, cells): counts by the linear key of x, so many cells a unit, NaN where x is not finite. A key is at most 2^53
// from zero. off is the sum of the places of x inside its cell, which are in [0, 1], in units of 2^-20, off2 that of their
// squares. kind adds up LEEWAY_ZERO of zeros and, with bounds (x, cells, low, high), LEEWAY_OUTSIDE of what is less than low or
// more than high. Only x may be NULL, and the others are the same in all rows.
void leeway_place_linear(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);
void leeway_place_linear_within(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);

// leeway_places_exponential(x, cells) and (x, cells, low, high): the same by exponential key, so many cells an octave.
void leeway_place_exponential(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);
void leeway_place_exponential_within(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);

#endif
