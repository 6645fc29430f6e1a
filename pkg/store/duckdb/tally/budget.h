// The memory of counting tables. All statements of a database share one budget, and each keeps a list of its blocks: DuckDB
// does not destroy every state of a statement that is cancelled, so what is left is given back when the statement ends.
#ifndef LEEWAY_BUDGET_H
#define LEEWAY_BUDGET_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
	int64_t most; // bytes; DuckDB's own limit does not see them
	atomic_llong used;
} leeway_budget;

// The head of a block; the bytes that its caller uses follow.
typedef struct leeway_block {
	struct leeway_block *before, *after;
	int64_t size;
} leeway_block;

// One of the statements that may run at the same time. DuckDB may call back for a statement that has ended already: a task
// of it still runs. Such a call finds a turn that is over and touches nothing.
typedef struct {
	leeway_budget *budget;
	pthread_mutex_t lock;  // of blocks
	leeway_block blocks;   // the list's own link
	atomic_ullong turn;    // counts the statements that ran here
	atomic_int calls;      // of DuckDB that are under way
} leeway_statement;

void leeway_init_statement(leeway_statement *s, leeway_budget *budget);

// Opens a call of DuckDB and returns the turn: tables of another turn must not be touched until leeway_end_call.
uint64_t leeway_begin_call(leeway_statement *s);
void leeway_end_call(leeway_statement *s);

// Returns a block with size bytes of zeros behind its head, NULL where the budget or the machine has no more.
leeway_block *leeway_take_block(leeway_statement *s, int64_t size);
void leeway_give_back(leeway_statement *s, leeway_block *block);

// Ends the turn: waits for calls under way and gives all blocks back.
void leeway_end_turn(leeway_statement *s);

#endif
