package io.daxtrace.event;

import io.daxtrace.event.KernelFunction.Role;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** The filesystems whose files can be on DAX: those with a function in functions.h, and those it names beside them. */
public final class DaxFilesystem {
    private static final Set<String> TYPES = read();

    private DaxFilesystem() {}

    private static Set<String> read() {
        Set<String> types = new HashSet<>();
        for (KernelFunction function : KernelFunction.all()) {
            if (function.role().isHandler() || function.role() == Role.FILESYSTEM_SYNC) {
                types.add(function.module());
            }
        }
        for (String[] line : FunctionList.lines("FILESYSTEM")) {
            types.add(line[0]);
        }
        return Set.copyOf(types);
    }

    /** The other names under which a module's filesystem is on DAX, where its own never is; else none. */
    public static Set<String> otherTypesOf(String module) {
        Set<String> types = new TreeSet<>();
        for (String[] line : FunctionList.lines("FILESYSTEM")) {
            if (line[1].equals(module) && !line[0].equals(module)) {
                types.add(line[0]);
            }
        }
        return types;
    }

    /** Whether a filesystem of that type, as mountinfo names it, can have files on DAX. */
    public static boolean isType(String type) {
        return TYPES.contains(type);
    }
}
