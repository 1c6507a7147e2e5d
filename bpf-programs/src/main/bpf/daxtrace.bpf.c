// SPDX-License-Identifier: GPL-2.0-only
/*
 * The probes. A kernel function has an fentry/fexit pair and a kprobe/kretprobe pair, of which the loader lets one load:
 * the names, FUNCTION__fentry and so on, are how it finds them.
 */
#include "part.h"

char LICENSE[] SEC("license") = "GPL";

/* A kprobe's registers, copied because CO-RE computes their places: arguments by number from 0, and the return value. */
static __always_inline u64 argument(void *ctx, int number)
{
	struct pt_regs___x86 *x86 = ctx;
	struct pt_regs___arm64 *arm64 = ctx;
	u64 value = 0;

	if (bpf_core_field_exists(arm64->syscallno))
		bpf_core_read(&value, sizeof(value), &arm64->regs[number]);
	else if (number == 0)
		bpf_core_read(&value, sizeof(value), &x86->di);
	else if (number == 1)
		bpf_core_read(&value, sizeof(value), &x86->si);
	else if (number == 2)
		bpf_core_read(&value, sizeof(value), &x86->dx);
	else
		bpf_core_read(&value, sizeof(value), &x86->cx);
	return value;
}

static __always_inline u64 returned(void *ctx)
{
	struct pt_regs___x86 *x86 = ctx;
	struct pt_regs___arm64 *arm64 = ctx;
	u64 value = 0;

	if (bpf_core_field_exists(arm64->syscallno))
		bpf_core_read(&value, sizeof(value), &arm64->regs[0]);
	else
		bpf_core_read(&value, sizeof(value), &x86->ax);
	return value;
}

/* An fexit program finds the result behind the function's arguments. */
#define RETURN_PROBES(function, arguments, action)								       \
	SEC("fexit/" #function)											       \
	int function##__fexit(u64 *ctx)										       \
	{													       \
		u64 result = ctx[arguments];									       \
		action;												       \
		return 0;											       \
	}													       \
	SEC("kretprobe/" #function)										       \
	int function##__kretprobe(void *ctx)									       \
	{													       \
		u64 result = returned(ctx);									       \
		action;												       \
		return 0;											       \
	}

/*
 * What follows a function of each role in functions.h.
 *
 * A filesystem's fault handler: vm_fault_t handler(struct vm_fault *, ...).
 */
#define HANDLER(function, arguments)										       \
	SEC("fentry/" #function)										       \
	int function##__fentry(u64 *ctx)									       \
	{													       \
		begin_fault(FUNCTION_##function, (void *)ctx[0], true);						       \
		return 0;											       \
	}													       \
	SEC("kprobe/" #function)										       \
	int function##__kprobe(void *ctx)									       \
	{													       \
		begin_fault(FUNCTION_##function, (void *)argument(ctx, 0), false);				       \
		return 0;											       \
	}													       \
	RETURN_PROBES(function, arguments, leave_handler(FUNCTION_##function, result))

/* int sync(struct file *, loff_t start, loff_t end, int datasync) */
#define SYNC(function, arguments)										       \
	SEC("fentry/" #function)										       \
	int function##__fentry(u64 *ctx)									       \
	{													       \
		enter_sync(FUNCTION_##function, (void *)ctx[0], ctx[1], ctx[2], ctx[3], true);			       \
		return 0;											       \
	}													       \
	SEC("kprobe/" #function)										       \
	int function##__kprobe(void *ctx)									       \
	{													       \
		enter_sync(FUNCTION_##function, (void *)argument(ctx, 0), argument(ctx, 1), argument(ctx, 2), argument(ctx, 3), false); \
		return 0;											       \
	}													       \
	RETURN_PROBES(function, arguments, leave_sync(FUNCTION_##function, result))

#define FILESYSTEM_SYNC(function, arguments) SYNC(function, arguments)

/* vm_fault_t dax_iomap_fault(struct vm_fault *, size, pfn, int *, const struct iomap_ops *) */
#define MAP(function, arguments)										       \
	SEC("fentry/" #function)										       \
	int function##__fentry(u64 *ctx)									       \
	{													       \
		enter_map((void *)ctx[0], ctx[1], true);							       \
		return 0;											       \
	}													       \
	SEC("kprobe/" #function)										       \
	int function##__kprobe(void *ctx)									       \
	{													       \
		enter_map((void *)argument(ctx, 0), argument(ctx, 1), false);					       \
		return 0;											       \
	}													       \
	RETURN_PROBES(function, arguments, leave_map(result))

/* A part of a stage, whatever it returns. */
#define PART(function, role)											       \
	SEC("fentry/" #function)										       \
	int function##__fentry(u64 *ctx)									       \
	{													       \
		enter_part(FUNCTION_##function, role);								       \
		return 0;											       \
	}													       \
	SEC("fexit/" #function)											       \
	int function##__fexit(u64 *ctx)										       \
	{													       \
		leave_part(FUNCTION_##function, role);								       \
		return 0;											       \
	}													       \
	SEC("kprobe/" #function)										       \
	int function##__kprobe(void *ctx)									       \
	{													       \
		enter_part(FUNCTION_##function, role);								       \
		return 0;											       \
	}													       \
	SEC("kretprobe/" #function)										       \
	int function##__kretprobe(void *ctx)									       \
	{													       \
		leave_part(FUNCTION_##function, role);								       \
		return 0;											       \
	}

#define WRITEBACK(function, arguments) PART(function, WRITEBACK)
#define JOURNAL(function, arguments)   PART(function, JOURNAL)
#define FLUSH(function, arguments)     PART(function, FLUSH)
#define HANDLE(function, arguments)    PART(function, HANDLE)
#define ENTRY(function, arguments)     PART(function, ENTRY)

#define FINISH(function, arguments)  /* by its flush and the tracepoint below */
#define WRAPPER(function, arguments) /* by the handler inside it */

#define FUNCTION(symbol, role, module, arguments) role(symbol, arguments)
#include "functions.h"

/*
 * (struct inode *, struct vm_fault *, int result), at the end of dax_finish_sync_fault() once the flush went well. That begins with
 * its flush, so nothing else of it needs a probe.
 */
SEC("raw_tp/dax_insert_pfn_mkwrite")
int dax_insert_pfn_mkwrite__tracepoint(u64 *ctx)
{
	leave_finish(ctx[2]);
	return 0;
}

SEC("raw_tp/dax_insert_pfn_mkwrite_no_entry")
int dax_insert_pfn_mkwrite_no_entry__tracepoint(u64 *ctx)
{
	leave_finish(ctx[2]);
	return 0;
}

/*
 * The same tracepoints by perf, which since 7.0 calls its programs with preemption off, where raw tracepoints' run with it on: for
 * kernels on which runs of these would be missed.
 */
SEC("tracepoint/fs_dax/dax_insert_pfn_mkwrite")
int dax_insert_pfn_mkwrite__event(struct trace_event_raw_dax_pte_fault_class *event)
{
	leave_finish(event->result);
	return 0;
}

SEC("tracepoint/fs_dax/dax_insert_pfn_mkwrite_no_entry")
int dax_insert_pfn_mkwrite_no_entry__event(struct trace_event_raw_dax_pte_fault_class *event)
{
	leave_finish(event->result);
	return 0;
}
