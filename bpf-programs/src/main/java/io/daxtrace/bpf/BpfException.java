package io.daxtrace.bpf;

/** The kernel or libbpf refused; the message is for the user, {@link #log()} has everything that libbpf printed. */
public final class BpfException extends Exception {
    private static final long serialVersionUID = 1;

    private final String log;

    BpfException(String message, String log) {
        super(message);
        this.log = log;
    }

    BpfException(String message) {
        this(message, "");
    }

    /** libbpf's output, the verifier's log in it; may be empty. */
    public String log() {
        return log;
    }
}
