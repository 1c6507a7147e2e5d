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

/* Whether an operation of this thread on this inode is asked for. */
static __always_inline bool passes(u32 dev, u64 ino)
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
	if (config.filters & FILTER_CGROUP && bpf_get_current_ancestor_cgroup_id(config.cgroup_level) != config.cgroup)
		return false;
	if (config.filters & FILTER_COMM && !comm_matches())
		return false;
	return true;
}

#endif
