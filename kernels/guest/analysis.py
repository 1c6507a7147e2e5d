"""analysis.py FILE EXPRESSION...: evaluates Python expressions about one document of `daxtrace analyze --format json`, or of
`bench`, and prints the results in one line. Names: a (the document), faults(FIELD, **KEY) and metric(NAME, FIELD, **KEY), which sum over
the groups with that key (0 where there is none), causes(**KEY), the flushes by cause, metric_min(NAME), loss(), which sums the loss
account, events(), which sums the events of all inputs, and traces(FIELD...), what is there in the trace of each of bench's cells."""
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
    return sum(a["loss"].values())


def events():
    return sum(n for i in a["inputs"] for n in i["events"].values())


def traces(*fields):
    return [functools.reduce(dict.__getitem__, fields, cell["trace"]) for cell in a["cells"]]


def causes(**key):
    return " ".join(str(metric("fsync." + c, **key)) for c in ("fsync", "fdatasync", "msync", "dsync_write", "other"))


print(*(eval(expression) for expression in sys.argv[2:]))
