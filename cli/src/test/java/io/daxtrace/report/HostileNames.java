package io.daxtrace.report;

import java.util.List;

/** What a thread, a file or a label may be called by somebody who means harm. */
public final class HostileNames {
    public static final List<String> ALL = List.of(
            "</td></h2><script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "&lt;b&gt; &amp; &#60;i&#62;",
            "<!-- ]]> --> <![CDATA[ <?x ?>",
            "</style></title>",
            "a\nb\r\nc\td",
            "\u001b[2J\u0007\u0000",
            "\u202egpj.exe\u200b\u2028\ufeff",
            "x\",le=\"1\"} 1\nfake 2",
            "back\\slash\\n\"",
            "=cmd|' /C calc'!A0",
            "a,b;c=d",
            "Tag=x,0,0,HIST",
            "\ud83d\ude00\ud83d");

    private HostileNames() {}
}
