"""analysis.py FILE EXPRESSION...: evaluates Python expressions about one document of `daxtrace analyze --format json`, or of
another command, and prints the results in one line. Names: a (the document), faults(FIELD, **KEY) and metric(NAME, FIELD, **KEY), which sum over
the groups with that key (0 where there is none), causes(**KEY), the flushes by cause, metric_min(NAME), loss(), which sums the loss
account without lost_faults, which is the same loss in faults, lost(), the kinds of loss with their numbers or "nothing", events(), which sums the events of all inputs, parts_add_up(STAGE): do a stage's
parts and its rest sum to it?, differing_shares(FILE): which parts have a share in sync faults in another document that differs by more
than 10 % of the whole, same(FILE): has another document the same distributions?, promised(KIND), the nanoseconds that a
finding is about, and of(FILE, FUNCTION, ARGUMENT...), one of these functions in another document. Of `verify
--format json`: promises(FIELD). Of `compare --format json`: changed(), what decides and regressed or improved, and
carrying(**KEY), the stages that carry most of a regression. Of `bench --format json`: traces(FIELD...), what is there in the trace
of each cell."""
import functools
import json
import sys

with open(sys.argv[1]) as file:
    a = json.load(file)


def groups(key):
    return [g for g in a["groups"] if all(str(g["key"].get(k)) == str(v) for k, v in key.items())]


def faults(field, **key):
    return sum(g["faults"][field] for g in groups(key))


def metric(name, field="count", **key):
    return sum(m[field] for g in groups(key) for m in g["metrics"] if m["name"] == name)


def metric_min(name):
    return min(m["min"] for g in a["groups"] for m in g["metrics"] if m["name"] == name and m["count"])


def loss():
    return sum(n for kind, n in a["loss"].items() if kind != "lost_faults")


def lost():
    return ",".join(f"{kind}={n}" for kind, n in a["loss"].items() if n) or "nothing"


def events():
    return sum(n for i in a["inputs"] for n in i["events"].values())


def promises(field):
    return sum(i["promises"][field] for i in a["inputs"])


def causes(**key):
    return " ".join(str(metric("fsync." + c, **key)) for c in ("fsync", "fdatasync", "msync", "dsync_write", "other"))


def cells(key):
    return [c for x in a["comparisons"] for c in x["cells"] if all(c["key"].get(k) == v for k, v in key.items())]


def changed():
    return [
        (*c["key"].values(), m["name"], s["name"], s["verdict"], s["ratio"])
        for c in cells({})
        for m in c["metrics"]
        for s in m["statistics"]
        if s["gating"] and s["verdict"] in ("regressed", "improved")
    ]


def carrying(**key):
    regressed = [c for c in cells(key) if any(m["gating"] and m["verdict"] == "regressed" for m in c["metrics"])]
    return [s["metric"] for c in regressed for s in c["stages"] if s["share"] > 0.5 and s["difference"] > 0]


def traces(*fields):
    return [functools.reduce(dict.__getitem__, fields, cell["trace"]) for cell in a["cells"]]


def distributions(document):
    parts = ("count", "min", "max", "sum", "buckets")
    return {(str(g["key"]), m["name"]): [m[p] for p in parts] for g in document["groups"] for m in g["metrics"] if m["count"]}


PARTS = {"commit": ("writeback", "journal", "flush"), "map": ("handle", "entry"), "other": ("handle",)}


def parts_add_up(stage):
    return metric(f"stage.{stage}", "sum") == sum(metric(f"stage.{stage}.{p}", "sum") for p in (*PARTS[stage], "rest"))


def promised(kind):
    return sum(f["share"] for f in a["findings"] if f["kind"] == kind) * metric("fault.sync", "sum")


def of(path, function, *arguments):
    global a
    ours = a
    with open(path) as other:
        a = json.load(other)
    result = function(*arguments)
    a = ours
    return result


def differing_shares(path):
    names = [f"stage.{s}.{p}" for s in PARTS for p in (*PARTS[s], "rest")]

    def shares():
        return [metric(n, "sum") / metric("fault.sync", "sum") for n in names]

    def counted():
        return [faults(k) for k in ("total", "sync", "async")]

    mine, theirs = shares(), of(path, shares)
    differing = [f"{n}: {m:.3f} {t:.3f}" for n, m, t in zip(names, mine, theirs) if abs(m - t) > 0.1]
    if counted() != of(path, counted):
        differing.append(f"faults: {counted()}")
    return "; ".join(differing) or "nothing"


def same(path):
    with open(path) as other:
        theirs = distributions(json.load(other))
    ours = distributions(a)
    different = sorted(set(k for k in {**ours, **theirs} if ours.get(k) != theirs.get(k)))
    return not different and len(ours) > 6 or different


print(*(eval(expression) for expression in sys.argv[2:]))
