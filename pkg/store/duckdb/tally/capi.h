// The part of DuckDB's C API that aggregates need, declared as duckdb.h of DuckDB 1.5 has it: the driver links the library
// but does not hand its header on to other modules. Handles are pointers to structs that nobody looks into.
#ifndef LEEWAY_CAPI_H
#define LEEWAY_CAPI_H

#include <stdint.h>

typedef uint64_t idx_t;
typedef enum { DuckDBSuccess = 0, DuckDBError = 1 } duckdb_state;
typedef enum { DUCKDB_TYPE_BIGINT = 5, DUCKDB_TYPE_DOUBLE = 11 } duckdb_type;
typedef struct { uint64_t offset, length; } duckdb_list_entry;

typedef void *duckdb_connection;
typedef void *duckdb_function_info;
typedef void *duckdb_data_chunk;
typedef void *duckdb_vector;
typedef void *duckdb_logical_type;
typedef void *duckdb_aggregate_function;
typedef void *duckdb_aggregate_function_set;
typedef void *duckdb_aggregate_state; // the state's own bytes

typedef void (*duckdb_delete_callback_t)(void *data);
typedef idx_t (*duckdb_aggregate_state_size)(duckdb_function_info info);
typedef void (*duckdb_aggregate_init_t)(duckdb_function_info info, duckdb_aggregate_state state);
typedef void (*duckdb_aggregate_destroy_t)(duckdb_aggregate_state *states, idx_t count);
typedef void (*duckdb_aggregate_update_t)(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states);
typedef void (*duckdb_aggregate_combine_t)(duckdb_function_info info, duckdb_aggregate_state *source,
	duckdb_aggregate_state *target, idx_t count);
typedef void (*duckdb_aggregate_finalize_t)(duckdb_function_info info, duckdb_aggregate_state *source, duckdb_vector result,
	idx_t count, idx_t offset);

duckdb_logical_type duckdb_create_logical_type(duckdb_type type);
duckdb_logical_type duckdb_create_list_type(duckdb_logical_type type);
duckdb_logical_type duckdb_create_struct_type(duckdb_logical_type *types, const char **names, idx_t count);
void duckdb_destroy_logical_type(duckdb_logical_type *type);

idx_t duckdb_data_chunk_get_size(duckdb_data_chunk chunk);
duckdb_vector duckdb_data_chunk_get_vector(duckdb_data_chunk chunk, idx_t index);
void *duckdb_vector_get_data(duckdb_vector vector);
uint64_t *duckdb_vector_get_validity(duckdb_vector vector);
void duckdb_vector_ensure_validity_writable(duckdb_vector vector);
duckdb_vector duckdb_list_vector_get_child(duckdb_vector vector);
idx_t duckdb_list_vector_get_size(duckdb_vector vector);
duckdb_state duckdb_list_vector_set_size(duckdb_vector vector, idx_t size);
duckdb_state duckdb_list_vector_reserve(duckdb_vector vector, idx_t capacity);
duckdb_vector duckdb_struct_vector_get_child(duckdb_vector vector, idx_t index);

duckdb_aggregate_function duckdb_create_aggregate_function(void);
void duckdb_destroy_aggregate_function(duckdb_aggregate_function *function);
void duckdb_aggregate_function_set_name(duckdb_aggregate_function function, const char *name);
void duckdb_aggregate_function_add_parameter(duckdb_aggregate_function function, duckdb_logical_type type);
void duckdb_aggregate_function_set_return_type(duckdb_aggregate_function function, duckdb_logical_type type);
void duckdb_aggregate_function_set_functions(duckdb_aggregate_function function, duckdb_aggregate_state_size size,
	duckdb_aggregate_init_t init, duckdb_aggregate_update_t update, duckdb_aggregate_combine_t combine,
	duckdb_aggregate_finalize_t finalize);
void duckdb_aggregate_function_set_destructor(duckdb_aggregate_function function, duckdb_aggregate_destroy_t destroy);
void duckdb_aggregate_function_set_special_handling(duckdb_aggregate_function function);
void duckdb_aggregate_function_set_extra_info(duckdb_aggregate_function function, void *info, duckdb_delete_callback_t destroy);
void *duckdb_aggregate_function_get_extra_info(duckdb_function_info info);
void duckdb_aggregate_function_set_error(duckdb_function_info info, const char *error);

duckdb_aggregate_function_set duckdb_create_aggregate_function_set(const char *name);
void duckdb_destroy_aggregate_function_set(duckdb_aggregate_function_set *set);
duckdb_state duckdb_add_aggregate_function_to_set(duckdb_aggregate_function_set set, duckdb_aggregate_function function);
duckdb_state duckdb_register_aggregate_function_set(duckdb_connection connection, duckdb_aggregate_function_set set);

#endif
