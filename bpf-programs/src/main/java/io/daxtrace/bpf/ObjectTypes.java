package io.daxtrace.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The structs and enums of the bundled object, from its BTF (Documentation/bpf/btf.rst): where the programs put what user
 * space reads, and the numbers they give to names. Read once, when the first of them is asked for.
 */
final class ObjectTypes {
    private static final int SECTION_OFFSET = 0x28;
    private static final int SECTION_SIZE = 0x3a;
    private static final int SECTION_COUNT = 0x3c;
    private static final int SECTION_NAMES = 0x3e;
    private static final int BTF_MAGIC = 0xeb9f;
    private static final int BITS = 8;

    private static final ObjectTypes PROGRAMS =
            new ObjectTypes(ByteBuffer.wrap(BpfObject.read(BpfObject.PROGRAMS)).order(ByteOrder.LITTLE_ENDIAN));

    private final ByteBuffer btf;
    private final int strings;
    /** {@code struct.member} to its offset in bytes. */
    private final Map<String, Integer> offsets = new HashMap<>();

    private final Map<String, Integer> sizes = new HashMap<>();
    private final Map<String, Integer> enumerators = new HashMap<>();

    private ObjectTypes(ByteBuffer elf) {
        btf = section(elf, ".BTF");
        if (Short.toUnsignedInt(btf.getShort(0)) != BTF_MAGIC) {
            throw new IllegalStateException("no BTF in " + BpfObject.PROGRAMS);
        }
        int header = btf.getInt(4);
        strings = header + btf.getInt(16);
        int end = header + btf.getInt(8) + btf.getInt(12);
        for (int at = header + btf.getInt(8); at < end; ) {
            at = type(at);
        }
    }

    /** Bytes from the beginning of a struct to its member. */
    static int offset(String struct, String member) {
        return known(PROGRAMS.offsets, struct + "." + member);
    }

    /** Bytes of a struct. */
    static int size(String struct) {
        return known(PROGRAMS.sizes, struct);
    }

    /** The value of an enumerator. */
    static int value(String enumerator) {
        return known(PROGRAMS.enumerators, enumerator);
    }

    private static int known(Map<String, Integer> numbers, String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalStateException(BpfObject.PROGRAMS + " does not describe " + name);
        }
        return number;
    }

    /** A section of a 64-bit ELF file. */
    private static ByteBuffer section(ByteBuffer elf, String name) {
        int sections = (int) elf.getLong(SECTION_OFFSET);
        int size = elf.getShort(SECTION_SIZE);
        int names = (int) elf.getLong(sections + elf.getShort(SECTION_NAMES) * size + 0x18);
        for (int i = 0; i < elf.getShort(SECTION_COUNT); i++) {
            int at = sections + i * size;
            if (text(elf, names + elf.getInt(at)).equals(name)) {
                return elf.slice((int) elf.getLong(at + 0x18), (int) elf.getLong(at + 0x20))
                        .order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw new IllegalStateException("no section " + name + " in " + BpfObject.PROGRAMS);
    }

    private static String text(ByteBuffer in, int at) {
        int end = at;
        while (in.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - at];
        in.get(at, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** Takes the type at a place, and returns the next one's. */
    private int type(int at) {
        int info = btf.getInt(at + 4);
        int count = info & 0xffff;
        int more = at + 12;
        return switch (info >>> 24 & 0x1f) {
            case 1, 14, 17 -> more + 4; // INT, VAR, DECL_TAG
            case 2, 7, 8, 9, 10, 11, 12, 16, 18 -> more; // PTR, FWD, TYPEDEF, qualifiers, FUNC, FLOAT, TYPE_TAG
            case 3 -> more + 12; // ARRAY
            case 4, 5 -> struct(at, count);
            case 6 -> enumeration(more, count);
            case 13 -> more + 8 * count; // FUNC_PROTO
            case 15, 19 -> more + 12 * count; // DATASEC, ENUM64
            default -> throw new IllegalStateException("BTF of an unknown kind: " + Integer.toHexString(info));
        };
    }

    private int struct(int at, int count) {
        String name = text(btf, strings + btf.getInt(at));
        sizes.put(name, btf.getInt(at + 8));
        for (int i = 0; i < count; i++) {
            int member = at + 12 + 12 * i;
            offsets.put(name + "." + text(btf, strings + btf.getInt(member)), btf.getInt(member + 8) / BITS);
        }
        return at + 12 + 12 * count;
    }

    private int enumeration(int at, int count) {
        for (int i = 0; i < count; i++) {
            enumerators.put(text(btf, strings + btf.getInt(at + 8 * i)), btf.getInt(at + 8 * i + 4));
        }
        return at + 8 * count;
    }
}
