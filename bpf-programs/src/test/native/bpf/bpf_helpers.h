/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for libbpf's header of this name: the helpers that the programs call, as functions of programs.c. */
#ifndef DAXTRACE_NATIVE_HELPERS_H
#define DAXTRACE_NATIVE_HELPERS_H

#include <stddef.h>

#define SEC(name)
#define __uint(name, value) int (*name)[value]
#define __type(name, type) typeof(type) *name
#undef __always_inline
#define __always_inline inline
#undef __noinline
#define __noinline __attribute__((noinline))

unsigned long long bpf_ktime_get_ns(void);
unsigned long long bpf_get_current_pid_tgid(void);
unsigned long long bpf_get_current_cgroup_id(void);
unsigned long long bpf_get_current_ancestor_cgroup_id(int level);
unsigned long long bpf_get_current_task(void);
void *bpf_get_current_task_btf(void);
long bpf_task_pt_regs(void *task);
long bpf_get_current_comm(void *comm, unsigned int size);
unsigned int bpf_get_smp_processor_id(void);
long bpf_probe_read_kernel(void *to, unsigned int size, const void *from);

void *bpf_map_lookup_elem(void *map, const void *key);
long bpf_map_update_elem(void *map, const void *key, const void *value, unsigned long long flags);
long bpf_map_delete_elem(void *map, const void *key);
long bpf_map_pop_elem(void *map, void *value);
long bpf_map_push_elem(void *map, const void *value, unsigned long long flags);

void *bpf_ringbuf_reserve(void *ring, unsigned long long size, unsigned long long flags);
void bpf_ringbuf_submit(void *data, unsigned long long flags);

#endif
