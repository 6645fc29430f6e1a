#include "budget.h"

#include <sched.h>
#include <stdlib.h>

void leeway_init_statement(leeway_statement *s, leeway_budget *budget) {
	s->budget = budget;
	pthread_mutex_init(&s->lock, NULL);
	s->blocks.before = s->blocks.after = &s->blocks;
	atomic_init(&s->turn, 1);
	atomic_init(&s->calls, 0);
}

uint64_t leeway_begin_call(leeway_statement *s) {
	atomic_fetch_add(&s->calls, 1);
	return atomic_load(&s->turn);
}

void leeway_end_call(leeway_statement *s) { atomic_fetch_sub(&s->calls, 1); }

leeway_block *leeway_take_block(leeway_statement *s, int64_t size) {
	size += (int64_t)sizeof(leeway_block);
	leeway_block *block = NULL;
	if (atomic_fetch_add(&s->budget->used, size) + size <= s->budget->most) {
		block = calloc(1, (size_t)size);
	}
	if (!block) {
		atomic_fetch_sub(&s->budget->used, size);
		return NULL;
	}
	block->size = size;
	pthread_mutex_lock(&s->lock);
	block->before = &s->blocks;
	block->after = s->blocks.after;
	block->before->after = block->after->before = block;
	pthread_mutex_unlock(&s->lock);
	return block;
}

static void drop(leeway_statement *s, leeway_block *block) {
	atomic_fetch_sub(&s->budget->used, block->size);
	free(block);
}

void leeway_give_back(leeway_statement *s, leeway_block *block) {
	pthread_mutex_lock(&s->lock);
	block->before->after = block->after;
	block->after->before = block->before;
	pthread_mutex_unlock(&s->lock);
	drop(s, block);
}

void leeway_end_turn(leeway_statement *s) {
	atomic_fetch_add(&s->turn, 1);
	while (atomic_load(&s->calls)) { // each is one chunk of rows
		sched_yield();
	}
	pthread_mutex_lock(&s->lock);
	for (leeway_block *block = s->blocks.after, *after; block != &s->blocks; block = after) {
		after = block->after;
		drop(s, block);
	}
	s->blocks.before = s->blocks.after = &s->blocks;
	pthread_mutex_unlock(&s->lock);
}
