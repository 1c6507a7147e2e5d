/* SPDX-License-Identifier: GPL-2.0-only */
/* The filters of the command line, cut out by the verifier where not asked for. */
#ifndef DAXTRACE_FILTER_H
#define DAXTRACE_FILTER_H

#include "state.h"

static __always_inline bool comm_matches(void)
{
	char comm[16];

	if (bpf_get_current_comm(comm, sizeof(comm)))
		return false;
	for (int i = 0; i < 16; i++) {
		if (comm[i] != config.comm[i])
			return false;
		if (!comm[i])
			break;
	}
	return true;
}

/* Whether the thread's cgroup is the one filtered for, or one below it. */
static __always_inline bool in_cgroup(void)
{
	if (!bpf_core_field_exists(((struct cgroup *)0)->ancestor_ids)) /* from 6.0; the helper is there from 5.14 */
		return bpf_get_current_ancestor_cgroup_id(config.cgroup_level) == config.cgroup;

	struct task_struct *task = (void *)bpf_get_current_task();
	struct css_set *set = 0;
	struct cgroup *cgroup = 0;
	int level = 0;
	u64 id = 0;

	bpf_core_read(&set, sizeof(set), &task->cgroups);
	bpf_core_read(&cgroup, sizeof(cgroup), &set->dfl_cgrp);
	bpf_core_read(&level, sizeof(level), &cgroup->level);
	if (level < config.cgroup_level)
		return false;
	bpf_probe_read_kernel(&id, sizeof(id),
			      (void *)cgroup + bpf_core_field_offset(cgroup->ancestor_ids) + config.cgroup_level * sizeof(id));
	return id == config.cgroup;
}

static __always_inline bool matches(u32 dev, u64 ino)
{
	u64 pid_tgid = bpf_get_current_pid_tgid();

	if (config.filters & FILTER_DEV && dev != config.dev)
		return false;
	if (config.filters & FILTER_INO && ino != config.ino)
		return false;
	if (config.filters & FILTER_TGID && pid_tgid >> 32 != config.tgid)
		return false;
	if (config.filters & FILTER_TID && (u32)pid_tgid != config.tid)
		return false;
	if (config.filters & FILTER_CGROUP && !in_cgroup())
		return false;
	if (config.filters & FILTER_COMM && !comm_matches())
		return false;
	return true;
}

/* Whether an operation of this thread on this inode is asked for. */
static __always_inline bool passes(u32 dev, u64 ino)
{
	if (!config.filters || matches(dev, ino))
		return true;
	note(&counters.filtered);
	return false;
}

/* Whether it took long enough to be asked for. */
static __always_inline bool lasts(u64 duration)
{
	if (duration >= config.min_latency)
		return true;
	note(&counters.too_short);
	return false;
}

#endif
