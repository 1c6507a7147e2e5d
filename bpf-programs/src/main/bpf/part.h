/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Follows where the time of a fault's stages goes, by --detail: the functions of functions.h whose role is a part of a stage. They
 * are called from everywhere; only calls of a thread inside a stage of its fault count, and of nested ones the outermost.
 */
#ifndef DAXTRACE_PART_H
#define DAXTRACE_PART_H

#include "sync.h"

/* What a function is to the stage that it is called in, as in KernelFunction.Role. */
enum role {
	WRITEBACK,
	JOURNAL,
	FLUSH,
	HANDLE,
	ENTRY,
};

/* What a call of that role is a part of where the thread is now, or PARTS: nothing that is followed. */
static __always_inline enum part part_of(struct thread_state *s, enum role role)
{
	enum part part = PARTS;

	if (s->progress != RUNNING)
		return PARTS;
	if (s->map_entry)
		part = role == HANDLE ? PART_MAP_HANDLE : role == ENTRY ? PART_MAP_ENTRY : PARTS;
	else if (s->syncing && s->cause == CAUSE_FAULT)
		part = role == WRITEBACK ? PART_COMMIT_WRITEBACK :
		       role == JOURNAL	 ? PART_COMMIT_JOURNAL :
		       role == FLUSH	 ? PART_COMMIT_FLUSH :
					   PARTS;
	else if (!s->finish_entry)
		part = role == HANDLE ? PART_OTHER_HANDLE : PARTS;
	return part != PARTS && config.parts & 1 << part ? part : PARTS;
}

static __always_inline void enter_part(enum function function, enum role role)
{
	struct thread_state *s = find_state();

	if (!s || part_of(s, role) == PARTS)
		return;
	if (s->part_function == function) /* none calls itself */
		end_parts(s);
	if (s->part_function)
		return;
	s->part_function = function;
	s->part_entry = bpf_ktime_get_ns();
}

static __always_inline void leave_part(enum function function, enum role role)
{
	u64 now = bpf_ktime_get_ns();
	struct thread_state *s = find_state();

	if (!s)
		return;

	enum part part = part_of(s, role);

	if (part == PARTS)
		return;
	if (s->part_function == function) {
		s->parts[part] += now - s->part_entry;
		s->part_function = NO_FUNCTION;
	} else if (!s->part_function) {
		tear(s, &counters.unmatched_returns);
	}
}

#endif
