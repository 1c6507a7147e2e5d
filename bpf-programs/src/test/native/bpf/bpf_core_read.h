/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for libbpf's header of this name: here the programs run on the types of their own kernel.h. */
#ifndef DAXTRACE_NATIVE_CORE_READ_H
#define DAXTRACE_NATIVE_CORE_READ_H

#include "bpf_helpers.h"

_Bool kernel_has(const char *field_or_type);

#define bpf_core_read(to, size, from) bpf_probe_read_kernel(to, size, from)
#define bpf_core_field_exists(field) kernel_has(#field)
#define bpf_core_type_exists(type) kernel_has(#type)
#define bpf_core_type_size(type) sizeof(type)
/* the programs ask for one offset, that of cgroup->ancestor_ids, where cgroup is a variable of theirs */
#define bpf_core_field_offset(field) ((unsigned long)&(field) - (unsigned long)cgroup)

#endif
